### shell
product = Xuanxian
language-name = English
skip-to-content = Skip to content
main-menu = Main menu
menu-campaigns = Recruitment
menu-results = Results
menu-certificates = Certificates
menu-mine = My applications
switch-to-elder = Larger view
switch-to-standard = Standard view
switch-to-dark = Dark
switch-to-light = Light
footer-phone = Questions
footer-hours = (working days 9:00–17:00)
footer-help = Get help in your community
footer-accessibility = Accessibility
footer-privacy = How personal data is used
footer-verify = Open data and how to check it
footer-organiser = Organised by { $name }
footer-demonstration = Demonstration: people and scores are invented.
desk = Desk
desk-menu = Desk menu
current-campaign = Current recruitment:
switch-campaign = switch
sign-out = Sign out
job-review = Review
job-marks = Marks
job-ranking = Examination
job-publish = Publish
job-overview = Overview

### words
minutes = { $count } min
hours = { $count } h
days-hours = { $days } d { $hours } h
year = Year
month = Month
day = Day
hour-minute = Time
phase-announcement = Announcement
phase-applications = Applications
phase-review = Review
phase-written = Written test
phase-written-results = Written results
phase-interview = Interview
phase-totals = Totals
phase-publication = Publication
progress-announced = announced
progress-seated = seats assigned
progress-written-frozen = written marks frozen
progress-shortlisted = shortlist decided
progress-interview-frozen = interview marks frozen
progress-totalled = totals computed
progress-published = published
campaign-draft = draft
campaign-in-check = waiting for a second official
campaign-announced = announced
stage-draft = draft
stage-submitted = waiting for the street
stage-passed-street = waiting for the district
stage-returned = returned for correction
stage-rejected = not accepted
stage-appealed = under appeal
stage-rejection-upheld = rejection upheld on appeal
stage-accepted = accepted
reason-age = Age does not meet the announcement
reason-education = Education does not meet the announcement
reason-residence = Residence does not meet the announcement
reason-post = A condition of the post is not met
reason-excluded = A ground for exclusion named in the announcement applies
reason-duplicate = Second application
reason-photo = The photo cannot be used
reason-evidence-missing = Evidence is missing
reason-evidence-illegible = Evidence cannot be read
reason-evidence-contradicts = Evidence contradicts the answers
reason-incomplete = Answers are incomplete
reason-other = Other
role-administrator = Administrator
role-organiser = Organiser
role-street-reviewer = Street reviewer
role-district-reviewer = District reviewer
role-exam-centre = Exam centre
role-recorder = Recorder
role-tally-checker = Tally checker
role-approver = Approver
role-publisher = Publisher
role-certificate-officer = Certificate officer
role-inspector = Inspector
separation-rules = who writes rules does not run them
separation-entering = who enters marks does not settle them
separation-names = who knows names does not enter marks
separation-publishing = who publishes changes and approves no score
separation-inspecting = an inspector does nothing else
separation-granting = who manages accounts does nothing else
kind-written = Written test
kind-interview = Interview
entry-absent = absent
entry-violation = violation
slip-row = exchanged with { $sheet }: probably the wrong row
slip-transposed = digits exchanged
slip-digit-lost = a digit was lost
slip-one-digit = one digit differs
placing-selected = Physical examination
placing-substitute = Substitute { $n }
placing-not-selected = Not selected
placing-below-line = Below the pass line
placing-absent = Absent
placing-violation = Violation
publication-sealed = sealed, waiting for approval
publication-approved = approved, waiting for publication
publication-published = published
certificate-issued = Valid
certificate-suspended = Suspended
certificate-revoked = Revoked
certificate-expired = Expired

### problems
error-prefix = Error:{" "}
error-summary = { $count ->
    [one] 1 thing to correct
   *[other] { $count } things to correct
}
error-summary-kept = Everything else is kept; you need not type it again.
photo-too-small = The photo has only { $width } × { $height } pixels, too few for a printed ticket. Choose one of at least 200 × 280
photo-not-portrait = The photo should be an upright portrait. Choose another one
photo-too-dark = The photo is too dark to see your face. Take it again by a window or a lamp
photo-background = The background is not light enough. Take it again in front of a white wall
id-length = An ID number has 18 characters; this one has { $length }
id-characters = The first 17 characters are digits, the last a digit or X. Please compare again
id-birth-date = Characters 7 to 14 are not a date. Please compare again
id-check-digit = One digit may be wrong, or two exchanged. Please compare with your card
points-empty = Enter a score, or “absent”
points-comma = The score contains a comma: decimal point or thousands? Use a point, for example 81.5
points-not-a-number = Enter digits only, for example 81.5, or “absent”
points-decimals = At most four decimals
points-too-large = This score is too large; please look again
problem-missing = Please fill this in
problem-not-chosen = Please choose one
problem-unknown-choice = Please choose one of the options
problem-too-long = At most { $limit } characters; there are { $length }
problem-too-short = At least { $least } characters; there are { $length }
problem-mobile = A mobile number has 11 digits and begins with 1; this one has { $digits } digits
problem-email = An e-mail address looks like name@example.cn
problem-taken = An account with this exists already. Sign in, or reset your password
problem-weak-password = This password is easy to guess. Use a longer one, such as several unrelated words
problem-passwords-differ = The two passwords differ; please type them again
problem-not-a-date = Fill in year, month and day of a day that exists
problem-date-after = The date must be no later than { $day }
problem-date-before = The date must be no earlier than { $day }
problem-not-a-number = Please enter a number
problem-out-of-range = Enter a number from { $least } to { $most }
problem-above-full = The full mark is { $full }; a score lies between 0 and that
problem-file-type = The content of this file is { $found }. Upload a JPG, PNG or PDF whose name ends the way its content says
problem-file-too-large = The file has { $size }; at most { $limit } is possible. Please compress it
problem-not-a-picture = The content of this file is { $found }. Upload the photo as JPG or PNG
problem-too-many-files = At most { $limit } files for one document. Remove one that you do not need, then add the new one
problem-none-and-some = Both "none" and one of the others are ticked. Leave one kind only
problem-not-curable = "{ $reason }" cannot be repaired by the applicant, so the application cannot be returned for it. Choose "reject" instead
problem-file-unreadable = This file cannot be opened. Export it again or choose another
problem-not-copied = This differs from the sentence; please copy it exactly
problem-unreadable = Line { $line } cannot be read: { $detail }
problem-duplicate = “{ $value }” stands here twice
problem-separated = This person is already “{ $with }”: { $why }
problem-wrong-level = This role does not exist at that level
problem-out-of-order = This moment should come after the one before it

### refusals
refused-title = This was not done
refusal-closed = The deadline was { $deadline }. What you filled in is kept and unchanged
refusal-not-open = This opens on { $from }
refusal-stage = This application is “{ $stage }”, so this is not possible
refusal-incomplete = { $count } parts are not finished; finish them to submit
refusal-already-applied = You already have an application in this recruitment
refusal-stale = Somebody changed this after you opened the page. Reload it and decide again; your action had no effect
refusal-same-person = This needs another person: nobody signs twice
refusal-outside-scope = This is outside your jurisdiction
refusal-campaign-state = This recruitment is “{ $state }”, so this is not possible
refusal-progress = This needs “{ $needs }”; the recruitment stands at “{ $stands }”
refusal-rules-blocked = The rules have { $count } findings that must be resolved first
refusal-reviews-open = { $count } applications still wait for a decision
refusal-no-candidates = There are no candidates to work on
refusal-differences = { $count } differences are not settled
refusal-marks-missing = { $count } marks have not been entered twice
refusal-frozen = The marks are frozen and cannot be changed
refusal-not-differing = The two entries agree, or one is missing: there is nothing to settle
refusal-ties = The rules cannot order a tie on these posts; an extra test comes first: { $posts }
refusal-publication-state = The list is “{ $state }”, so this is not possible
refusal-checks-failed = { $count } checks failed
refusal-certificate-state = The certificate is “{ $state }”, so this is not possible
refusal-already-issued = The certificates have been issued already
refusal-too-many = Too many attempts. Try again after { $until }, or reset your password
refusal-credentials = Account or password is not right. Try again, or reset your password
refusal-link-expired = This link has been used or has expired. You can ask for a new one
refusal-disabled = This account has been closed
refusal-foreign-form = This form did not come from a page of this site, so nothing was done. Go back and submit it again

### error pages
error-not-found = There is no such page
error-not-found-text = The address may be mistyped, or the page is not public yet.
error-forbidden = This page is not among your duties
error-forbidden-text = Your account does not have this duty. Please ask the administrator if you need it.
error-fault = Something went wrong on our side
error-fault-text = What you did had no effect. Please keep the page open and try again later; if it happens again, tell us the reference { $reference }.
error-help = For help call { $phone }.
error-home = Go to the start page

### accounts
register = Register
register-lead = Register once; applications, scores and certificates all use this account. About 3 minutes.
register-do = Register
register-have = I have an account
name = Name
name-hint = As on your identity card; rare characters and “·” are fine.
id-number = ID number
id-number-hint = 18 characters. Stored encrypted, never shown on a public page.
mobile = Mobile number
mobile-hint = Important messages also come as text messages.
email = E-mail address
email-hint = Messages go here; use one that you read.
password = Password
password-hint = At least 10 characters, such as several unrelated words.
consent = I agree that my data are processed as “How personal data is used” says, for recruitment and certificates only
sign-in = Sign in
sign-in-new = First time here?
login = ID number, mobile number or e-mail
login-hint = Staff use their e-mail address.
confirm-email = Confirm your address
confirm-email-lead = Press the button, and messages will be sent to this address.
confirm-email-do = Confirm this address
confirm-email-done = Address confirmed
confirm-email-done-text = Messages will also be sent to this address.
forgot-password = Forgot password
forgot-do = Send me a link
forgot-done = Please look at your mail
forgot-done-text = If this account exists, a link has been sent to its address. It is valid for one hour.
new-password = Set a password
new-password-do = Save password
new-password-done = The password is set
new-password-done-text = You have been signed out everywhere else. Sign in with the new password.
invitation = Staff invitation
go-on = Continue
staff-accounts = Staff accounts
staff-lead = One person may hold several duties, but rules, scores and publication stay in different hands; the platform never lets them fall to one person.
staff-role = Duty
staff-state = State
staff-area = Responsible for
staff-invite = Invite a member of staff
staff-invite-do = Send the invitation
staff-invite-note = They receive a mail, valid for 7 days, and set their own password.
staff-active = active
staff-invited = has not set a password yet
staff-disabled = closed

### inbox
inbox = Messages
inbox-empty = No messages yet
inbox-empty-text = News about your application appears here and in your mail.
inbox-empty-link = See open recruitments
inbox-new = unread
inbox-go = Go there
back-to-mine = Back to my applications
notice-letter =
    Dear { $name },

    { $body }

    Details: { $link }

    { $site }
    Telephone { $phone } (working days 9:00–17:00)
notice-confirm-email = Confirm your address
notice-confirm-email-body = Open the link below and press “Confirm this address”; it is valid for 7 days. If you did not register, ignore this message.
notice-reset-password = Set a new password
notice-reset-password-body = Open the link below to set a new password; it is valid for one hour. If you did not ask for it, ignore this message: nothing has changed.
notice-password-changed = Your password was changed
notice-password-changed-body = Your password was changed just now and you were signed out everywhere else. If it was not you, reset it at once and call us.
notice-invitation = You are invited to the desk
notice-invitation-body = Open the link below and set a password; it is valid for 7 days. Then sign in with this address.
notice-submitted = Application submitted
notice-submitted-body = Your application for “{ $campaign }” has been received; its number is { $number }. The decision will be told here and by mail.
notice-withdrawn = Application withdrawn
notice-withdrawn-body = You took back your application for “{ $campaign }” and can change it. It only counts when you submit it again before the deadline.
notice-returned = Your application needs a correction
notice-returned-body = Your application for “{ $campaign }” needs a correction: { $reasons }. Please submit it again before { $deadline }.
notice-rejected = Your application was not accepted
notice-rejected-body = Your application for “{ $campaign }” was not accepted: { $reasons }. If you disagree you can appeal online before { $deadline }; somebody else will decide.
notice-accepted = Your application was accepted
notice-accepted-body = Your application for “{ $campaign }” was accepted. The ticket can be printed from { $from }.
notice-appeal-received = Appeal received
notice-appeal-received-body = Your appeal about “{ $campaign }” has been received; somebody else will decide and you will be told.
notice-appeal-upheld = Appeal: the decision stands
notice-appeal-upheld-body = Your appeal about “{ $campaign }” was examined by another member of staff; the decision stands. Grounds: { $note }
notice-appeal-overturned = Appeal: your application is accepted
notice-appeal-overturned-body = Your appeal about “{ $campaign }” succeeded; the application is accepted.
notice-bonus-granted = Bonus points confirmed
notice-bonus-granted-body = The evidence for your bonus points in “{ $campaign }” has been verified.
notice-bonus-refused = Bonus points not confirmed
notice-bonus-refused-body = Your bonus points in “{ $campaign }” were not confirmed: { $note }
notice-ticket = Your ticket can be printed
notice-ticket-body = Seats for “{ $campaign }” are assigned; your ticket number is { $ticket }. The written test is on { $at }. Bring your identity card and the ticket.
notice-shortlisted = You go on to the interview
notice-shortlisted-body = The shortlist of “{ $campaign }” is decided and you go on to the interview on { $at }.
notice-not-shortlisted = Result of the written test
notice-not-shortlisted-body = The shortlist of “{ $campaign }” is decided and you are not on it. How score and rank were computed is shown step by step under the link below.
notice-result = Totals are published
notice-result-body = The totals of “{ $campaign }” (version { $version }) are published. Your score, rank and the calculation are under the link below.
notice-certificate-issued = Your certificate was issued
notice-certificate-issued-body = Your qualification certificate was issued under the number { $number }. Anybody can verify it by number or QR code.
notice-certificate-suspended = Your certificate is suspended
notice-certificate-suspended-body = Your certificate { $number } is suspended: { $reason }
notice-certificate-reinstated = Your certificate is valid again
notice-certificate-reinstated-body = Your certificate { $number } is valid again.
notice-certificate-revoked = Your certificate was revoked
notice-certificate-revoked-body = Your certificate { $number } was revoked: { $reason }

### audit
audit = Audit trail
audit-lead = Every step says who, when and what, and carries the digest of the one before: a missing or altered entry is seen at once.
audit-unbroken = { $count } entries, unbroken from first to last.
audit-broken = Entry { $seq } does not fit its predecessor: the trail may have been altered. Secure the database and report it.
audit-seq = No.
audit-at = Time
audit-who = Who
audit-what = What
audit-facts = Facts
audit-digest = Digest
audit-platform = platform
page-of = Page { $page } of { $pages }
pages = Pages
page-newer = Newer
page-older = Older

### settings
clock-title = Demonstration clock
clock-lead = This is a demonstration: its clock can be set forward, so that a recruitment fits into an hour. It is now
clock-to = Set to
clock-set = Set the clock
help-title = Get help in your community
help-lead = No computer, poor sight, no e-mail: all can apply. Call { $phone }, or go to the nearest residents' committee.
help-body =
    ## At the committee
    Somebody sits beside you; you look at the screen and fill in one thing after another. Type your password yourself and tell it to nobody.

    ## Please bring
    - your identity card
    - your diploma
    - originals of evidence for bonus points or relaxed conditions

    ## Half finished at home
    Everything you filled in is kept; sign in on another telephone or computer and go on.

    ## Letters too small
    Every page has “Larger view” at the top: larger letters, a single column.
accessibility-title = Accessibility
accessibility-lead = Everybody should be able to finish alone. If a page does not work for you, call { $phone }.
accessibility-body =
    ## What we do
    - Every page is tested against WCAG 2.2 AA, GB/T 37668-2019 and the rules for older users.
    - Everything works without scripts, and with the keyboard alone.
    - Nothing is lost at 200 % zoom; the larger view has larger letters and stronger contrast.
    - Colour is never the only sign, and signing in needs no puzzle.

    ## Time limits
    The deadline is set by the announcement and cannot be extended for single persons. After 8 hours without activity you are signed out; what you saved is kept.
privacy-title = How personal data is used
privacy-lead = We collect what applications and certificates need, show it to those who work on it, and never publish ID or telephone numbers. Questions: { $phone }.
privacy-body =
    ## What we collect
    Name, ID number, mobile number, e-mail, address, photo, and the conditions and evidence that an announcement asks for.

    ## How it is kept
    ID number, mobile number and address are encrypted; they are found by an index from which they cannot be read back. Of passwords only a hash is kept.

    ## Who sees it
    Reviewers see your application; recorders see a script number and no name; published lists carry the ticket number and a masked name. Every act is recorded.

    ## How long
    Recruitment files are kept as the archive rules say. Drafts that were never submitted are deleted after the recruitment.

    ## What you can do
    See and correct your data; take back an application before the deadline.
verify-title = Open data and how to check it
verify-lead = Lists are sealed before they are published: change one character, and the digest no longer matches. Anybody can check. Questions: { $phone }.
verify-body =
    ## Checking a list in three steps
    1. Download the sealed file (JSON) from the page of the list.
    2. Compute its SHA-256 with any tool, for example `sha256sum FILE`.
    3. Compare it with the digest at the foot of the list: every character must agree.

    ## Checking a signature
    Lists and certificates are signed (Ed25519, JWS). The public key is in [keys.json](/keys.json).

    ## Checking your own score
    When you are signed in, your result shows every step with its calculation, rounding and clause; compute it again yourself.

### campaigns
home-title = Community worker recruitment and certification
home-headline = Work for your neighbours
home-lead = Announcements, applications, examinations, results and certificates of all community workers of the city in one place. Free of charge, and a telephone is enough.
home-see = See open recruitments
home-mine = My application
home-open = Current recruitments
home-all = All, also closed ones
home-none = No recruitment at present
home-none-text = New announcements appear here first.
all-campaigns = All recruitments
camp-fact = { $places } places, { $posts } posts
step-of = Step { $step } of { $steps }
next-open = {" "}applications open
next-close-before = Applications until{" "}
next-close = {""}
next-tickets = {" "}tickets can be printed
next-written = {" "}written test
next-interview = {" "}interview
next-results = {" "}totals are published
next-published = The list is published
check-certificate = Is a certificate genuine?
certificate-number = Certificate number
certificate-number-hint = 18 characters, printed at the top right. You can also scan the QR code.
check = Check
schedule = Coming up
day-open = applications open
day-close = applications close
day-tickets = tickets
day-written = written test
day-interview = interview
day-results = totals published
vows = Three promises
vow-free = Free, and no paid courses
vow-free-text = Applying, examinations and certificates cost nothing. If somebody asks for money in our name, call { $phone }.
vow-why = Every score is explained
vow-why-text = Each score, rank and refusal shows its calculation and clause, so that you can compute it again.
vow-open = Public where it must be, private where it should
vow-open-text = Lists are public enough to be compared; ID and telephone numbers never appear on public pages.
phase-tag-announcement = not open yet
phase-tag-applications = open now
phase-tag-review = under review
phase-tag-written = before the written test
phase-tag-written-results = written results
phase-tag-interview = before the interview
phase-tag-totals = computing totals
phase-tag-publication = published
you-are-here = You are here
version-n = Version { $n }
announced-suffix = {" "}announced
key-facts = Key facts
fact-places = Places
fact-posts = Posts
fact-close = Applications close
fact-written = Written test
n-people = { $n }
n-posts = { $n }
apply = Apply
apply-note = {" "}is the deadline; the form closes by itself. About 20 minutes, and you can stop and go on later.
apply-from = Applications open on
apply-closed = Applications closed on
see-results = See the published list
where-it-stands = Where it stands
until = until{" "}
phase-ticket = tickets from{" "}
step-done = (done)
step-now = now
selfcheck = Can I apply?
selfcheck-note = No account needed. Nothing is stored, and it has no effect on an application.
selfcheck-also = Which of these apply to you?
selfcheck-do = Show the result
selfcheck-before = Fill in the form and press “Show the result”: every condition is answered, with the reason.
selfcheck-open = You can apply for { $open } of { $posts } posts
selfcheck-caution = Computed from what you typed, without the grounds for exclusion; the review decides.
choose = Choose
elsewhere = elsewhere
post-table = Posts
post-table-caption = Post table, rows 1 to { $shown } of { $all }
download-excel = Excel ({ $n } rows)
download-csv = CSV
post-code = Code
post-street = Street
post-name = Post
post-audience = Open to
post-places = Places
post-accepted = Accepted
post-competition = Ratio
audience-open = everybody
posts-counted = Figures follow the review.
posts-rest = See the other { $n } posts
filter-posts = Filter posts
filter-streets = All { $n } streets
filter-any = All
filter = Filter
preamble = Preamble
full-text = Full text
announcement-sealed = This announcement is sealed. Digest
how-to-check = How to check
rules-file = Rules file

### desk
desk-lead = The recruitments that concern you, and what is yours to do now.
desk-empty = No recruitment yet
desk-empty-text = There is none in your jurisdiction. An official of the district drafts one, a second official checks and announces it.
new-campaign = Draft a recruitment
new-campaign-lead = First the announcement and its dates, then rules and posts. You can change everything until you hand it to a second official.
new-campaign-note = Only organisers see a draft.
new-campaign-do = Save and go to the rules
edit-campaign = Announcement and dates
edit-rules = Rules and posts
check-campaign = Check the announcement
job-certificates = Certificates
sent-back-note = Sent back by the second official: { $note }
group-basics = Basics
group-announcement = Announcement
group-timetable = Dates
field-code = Address code
field-code-hint = Small letters, digits and hyphens, such as qs-2026; fixed once announced.
field-area = Where
field-pattern = Start from the rules of
field-pattern-hint = Rules of an earlier recruitment can be copied and changed.
pattern-none = empty rules
field-title = Title (Chinese)
field-title-en = Title (English)
field-organiser = Organiser
field-contact = Telephone and hours
field-announcement = Full text
field-announcement-hint = Each article begins with “## 第n条　title”; leave an empty line between paragraphs.
at-applications-open = Applications open
at-applications-close = Applications close
at-corrections-close = Corrections and appeals close
at-tickets-from = Tickets from
at-written = Written test
at-written-results = Written results
at-interview = Interview
at-results = Totals published
revision-n = saved { $n } times
save-and-rules = Save and see the rules
posts-hint = One post per line: code, street, name, places, pool. You can paste from Excel.
save-posts = Save the posts
rules-document = Rules document
rules-hint = JSON. After saving, the check at the right runs again.
save-rules = Save the rules
lint = Check of the rules
lint-clean = Nothing was found.
lint-count = Check of the rules: { $count } findings
lint-blocks = Must be resolved
lint-warns = Please look
hand-in = Hand to a second official
hand-in-note = After that you cannot change it unless it is sent back.
hand-in-blocked = Not yet: { $count } findings must be resolved first.
check-what = What you are checking
check-own-draft = This is your own draft; another official must check and announce it.
announce-note = Announcing freezes text and rules under a digest; later changes need an amendment.
announce = Checked: announce it
send-back-why = What should be changed
send-back = Send back
rules-digest = Digest of the rules

### overview
colon = :{" "}
full-stop = .{" "}
to = {" "}to{" "}
board-as-of = . As of{" "}
funnel = From application to selection
funnel-caption = People at each step and their share of the step before
funnel-step = Step
funnel-chart = Chart
funnel-people = People
funnel-share = of the step before
funnel-submitted = Submitted
funnel-accepted = Accepted
funnel-ticketed = Seated
funnel-sat = Sat the test
funnel-passed = Passed
funnel-shortlisted = Shortlisted
funnel-interviewed = Interviewed
funnel-selected = Selected
todo = To do
todo-count = { $count }
todo-review = { $count } applications wait for review
todo-since = the first since{" "}
todo-seats = Assign rooms and seats when all are reviewed
todo-written = Enter written marks, settle differences, freeze
todo-shortlist = Decide the shortlist
todo-interview = Enter interview marks, settle differences, freeze
todo-publish = Compute totals, approve, publish
todo-certificates = Issue certificates
board-appeals = Appeals
board-appeals-text = { $count } decided, { $changed } changed the result
hours-title = Submissions per hour
hours-none = Nobody has submitted yet.
hours-sentence = { $total } in all, { $last } in the last 4 hours ({ $share })
n-applications = { $n }
day-label = { $day }/{ $month }
hour = Hour
streets = Pass rate per street
streets-none = Streets are compared here when the written marks are frozen.
streets-sentence = Pass rate per street, from { $best } with { $best_rate } to { $worst } with { $worst_rate }
streets-overall = overall { $rate }
streets-note = Dots are pass rates, lines their 95 % intervals, longer for fewer people. A line that misses the vertical one (bold) deserves a look; among many streets one may do so by chance.
reject-reasons = Grounds of rejection
reject-reasons-note = Only the first ground of each person counts.
reason = Ground
review-times = Time of review
half-of-people = Half of them
nine-tenths = Nine in ten
within = within { $time }
