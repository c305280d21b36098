### shell
product = 选贤
language-name = 中文
skip-to-content = 跳到正文
main-menu = 主导航
menu-campaigns = 招聘与考试
menu-results = 成绩与公示
menu-certificates = 证书查验
menu-mine = 我的报名
switch-to-elder = 长辈版
switch-to-standard = 回到标准版
switch-to-dark = 深色
switch-to-light = 浅色
footer-phone = 报名咨询
footer-hours = （工作日 9:00—17:00）
footer-help = 到社区找人帮忙
footer-accessibility = 无障碍声明
footer-privacy = 个人信息怎么用
footer-verify = 公开数据与核对方法
footer-organiser = { $name }主办
footer-demonstration = 演示：人物和成绩都是虚构的。
desk = 工作台
desk-menu = 工作台导航
current-campaign = 当前招聘：
switch-campaign = 换一个
sign-out = 退出
job-review = 资格审查
job-marks = 成绩录入
job-ranking = 考务
job-publish = 公布
job-overview = 概览

### words
minutes = { $count }分钟
hours = { $count }小时
days-hours = { $days }天{ $hours }小时
year = 年
month = 月
day = 日
hour-minute = 时:分
phase-announcement = 公告
phase-applications = 报名
phase-review = 资格初审
phase-written = 笔试
phase-written-results = 笔试成绩
phase-interview = 面试
phase-totals = 总成绩
phase-publication = 公示
progress-announced = 已公告
progress-seated = 已排座
progress-written-frozen = 笔试成绩已冻结
progress-shortlisted = 入围名单已定
progress-interview-frozen = 面试成绩已冻结
progress-totalled = 总成绩已算
progress-published = 已公布
campaign-draft = 草稿
campaign-in-check = 等第二人复核
campaign-announced = 已公告
stage-draft = 草稿
stage-submitted = 等街道初审
stage-passed-street = 等区里审核
stage-returned = 退回补正
stage-rejected = 不通过
stage-appealed = 申诉中
stage-rejection-upheld = 申诉后维持不通过
stage-accepted = 审查通过
reason-age = 年龄不符合公告
reason-education = 学历不符合公告
reason-residence = 户籍不符合公告
reason-post = 不符合岗位的专门条件
reason-excluded = 属于公告列明的不得报考情形
reason-duplicate = 重复报名
reason-photo = 照片不合要求
reason-evidence-missing = 缺少证明材料
reason-evidence-illegible = 材料看不清
reason-evidence-contradicts = 材料和填写的内容不一致
reason-incomplete = 填写不完整
reason-other = 其他
role-administrator = 系统管理员
role-organiser = 招聘经办
role-street-reviewer = 街道初审
role-district-reviewer = 区级审核
role-exam-centre = 考务
role-recorder = 登分
role-tally-checker = 复核
role-approver = 结果审核
role-publisher = 公布
role-certificate-officer = 发证
role-inspector = 纪检
separation-rules = 定规则的人不能运行规则
separation-entering = 录入成绩的人不能裁定成绩
separation-names = 看得到姓名的人不能录入成绩
separation-publishing = 公布名单的人不能改动或审核成绩
separation-inspecting = 纪检人员不办理业务
separation-granting = 管理账号的人不办理业务
kind-written = 笔试
kind-interview = 面试
entry-absent = 缺考
entry-violation = 违纪
slip-row = 和{ $sheet }正好互换，多半录串了行
slip-transposed = 数字颠倒
slip-digit-lost = 少打一位
slip-one-digit = 错了一个数字
placing-selected = 进入体检
placing-substitute = 递补第{ $n }名
placing-not-selected = 未进入
placing-below-line = 未达合格线
placing-absent = 缺考
placing-violation = 违纪
publication-sealed = 已封存，等审核
publication-approved = 已审核，等公布
publication-published = 已公布
certificate-issued = 有效
certificate-suspended = 已暂停
certificate-revoked = 已撤销
certificate-expired = 已过期

### problems
error-prefix = 有误：
error-summary = 有{ $count }处需要改
error-summary-kept = 其余内容都还在，不用重填。
photo-too-small = 照片只有{ $width }×{ $height }像素，印在准考证上看不清。请换一张至少200×280像素的
photo-not-portrait = 照片应该是竖的半身照。请换一张
photo-too-dark = 照片偏暗，看不清五官。请在窗边或灯下重拍一张
photo-background = 背景不够浅。请在白墙前重拍一张
id-length = 身份证号应该是18位，现在填了{ $length }位
id-characters = 身份证号前17位都是数字，最后一位是数字或X。请再对一遍
id-birth-date = 身份证号第7到14位不是一个日期。请再对一遍
id-check-digit = 身份证号有一位可能打错了，或者两位颠倒了。请对着身份证再看一遍
points-empty = 请填分数；没来的填“缺考”
points-comma = 分数里有逗号，分不清是小数点还是千位。请用小数点，例如81.5
points-not-a-number = 请只填数字，例如81.5；没来的填“缺考”
points-decimals = 最多填四位小数
points-too-large = 分数太大了，请再看一遍
problem-missing = 请填这一项
problem-not-chosen = 请选一项
problem-unknown-choice = 请从列出的选项里选
problem-too-long = 最多{ $limit }个字，现在有{ $length }个
problem-too-short = 至少{ $least }个字，现在有{ $length }个
problem-mobile = 手机号应该是11位，以1开头，现在填了{ $digits }位数字
problem-email = 邮箱应该像 name@example.cn 这样
problem-taken = 已经有账号用了这一项。可以直接登录，或者找回密码
problem-weak-password = 这个密码太容易猜。换长一点的，例如几个不相干的词
problem-passwords-differ = 两次填的密码不一样，请再填一遍
problem-not-a-date = 请把年、月、日都填上，并且是真有的一天
problem-date-after = 日期应该在{ $day }（含当日）以前
problem-date-before = 日期应该在{ $day }（含当日）以后
problem-not-a-number = 请填一个数字
problem-out-of-range = 请填{ $least }到{ $most }之间的数
problem-above-full = 满分是{ $full }，分数应该在0和满分之间
problem-file-type = 这个文件的内容是{ $found }。请上传JPG、PNG图片或PDF，文件名的结尾要和内容一致
problem-file-too-large = 文件有{ $size }，最多{ $limit }。请压缩后再传
problem-not-a-picture = 这个文件的内容是{ $found }。证件照请上传JPG或PNG图片
problem-too-many-files = 同一份材料最多传{ $limit }个文件。先删掉不要的，再传新的
problem-none-and-some = 勾了“都没有”，又勾了别的。请只留一种
problem-not-curable = “{ $reason }”补不了材料，不能退回补正。请改选“不通过”
problem-file-unreadable = 这个文件打不开。请重新导出或换一个文件
problem-not-copied = 和要照抄的句子不一样，请一字不差地抄一遍
problem-unreadable = 第{ $line }行看不懂：{ $detail }
problem-duplicate = “{ $value }”出现了两次
problem-separated = 这个人已经是“{ $with }”：{ $why }
problem-wrong-level = 这个岗位在这一级没有
problem-out-of-order = 这个时间应该比上一项晚

### refusals
refused-title = 这一步没有做
refusal-closed = { $deadline }已经截止。你填的内容都还在，没有改动
refusal-not-open = { $from }才开始
refusal-stage = 这份报名现在是“{ $stage }”，不能做这一步
refusal-incomplete = 还有{ $count }项没有完成，完成后才能提交
refusal-already-applied = 你在这次招聘里已经有一份报名
refusal-stale = 这一页打开以后，别人已经改过了。请刷新看最新情况再决定；你的这次操作没有生效
refusal-same-person = 这一步要由另一个人来做：同一个人不能签两次
refusal-outside-scope = 这不在你负责的地方
refusal-campaign-state = 这次招聘现在是“{ $state }”，不能做这一步
refusal-progress = 要先到“{ $needs }”，现在是“{ $stands }”
refusal-rules-blocked = 规则里还有{ $count }处必须先解决
refusal-reviews-open = 还有{ $count }份报名没有审完
refusal-no-candidates = 没有可以处理的考生
refusal-differences = 还有{ $count }处不一致没有裁定
refusal-marks-missing = 还有{ $count }个分数没有录满两遍
refusal-frozen = 成绩已经冻结，不能再改
refusal-not-differing = 这一处两次录入是一致的，或者还没录满两遍，不用裁定
refusal-ties = 这些岗位有规则分不出先后的同分，要先加试：{ $posts }
refusal-publication-state = 名单现在是“{ $state }”，不能做这一步
refusal-checks-failed = 有{ $count }项检查没有通过
refusal-certificate-state = 证书现在是“{ $state }”，不能做这一步
refusal-already-issued = 证书已经发过了
refusal-too-many = 试的次数太多了。{ $until }以后再试，或者找回密码
refusal-credentials = 账号或密码不对。请再试一次，或者找回密码
refusal-link-expired = 这个链接已经用过或过期了。可以重新要一个
refusal-disabled = 这个账号已经停用
refusal-foreign-form = 这个表单不是从本平台的页面发出的，所以没有处理。请回到页面重新提交

### error pages
error-not-found = 没有这一页
error-not-found-text = 网址可能抄错了，或者这一页还没有公布。
error-forbidden = 这一页不归你办理
error-forbidden-text = 你的账号没有这一项职责。需要的话，请联系系统管理员。
error-fault = 我们这边出了问题
error-fault-text = 你刚才的操作没有生效，填的内容请先不要关掉。稍后再试；还是不行，请把编号 { $reference } 告诉我们。
error-help = 需要帮忙，请打 { $phone }。
error-home = 回到首页

### accounts
register = 注册
register-lead = 注册一次，以后报名、查成绩、领证书都用它。大约3分钟。
register-do = 注册
register-have = 已经有账号，去登录
name = 姓名
name-hint = 和身份证上的一样，生僻字和“·”都可以。
id-number = 身份证号
id-number-hint = 18位。加密保存，不会出现在公开页面上。
mobile = 手机号
mobile-hint = 重要通知会发短信。
email = 邮箱
email-hint = 通知会发到这里，请填常用的。
password = 密码
password-hint = 至少10个字，例如几个不相干的词。
consent = 我同意平台按《个人信息怎么用》处理我的信息，只用于招聘和发证
sign-in = 登录
sign-in-new = 第一次来？
login = 身份证号、手机号或邮箱
login-hint = 工作人员请用邮箱。
confirm-email = 确认邮箱
confirm-email-lead = 点下面的按钮，以后的通知就会发到这个邮箱。
confirm-email-do = 确认这个邮箱
confirm-email-done = 邮箱已确认
confirm-email-done-text = 以后的通知会同时发到这个邮箱。
forgot-password = 忘了密码
forgot-do = 发链接给我
forgot-done = 请查收邮件
forgot-done-text = 如果这个账号存在，链接已经发到它的邮箱，1小时内有效。
new-password = 设置密码
new-password-do = 保存密码
new-password-done = 密码已设置
new-password-done-text = 其他地方的登录都已退出，请用新密码登录。
invitation = 工作人员邀请
go-on = 继续
staff-accounts = 工作人员账号
staff-lead = 一个人可以有几项职责，但规则、成绩、公布必须分在不同的人手里，系统不会让它们落到一个人身上。
staff-role = 职责
staff-state = 状态
staff-area = 负责的地方
staff-invite = 邀请一位工作人员
staff-invite-do = 发出邀请
staff-invite-note = 对方会收到一封邮件，7天内有效，自己设置密码。
staff-active = 在用
staff-invited = 等对方设置密码
staff-disabled = 已停用

### inbox
inbox = 通知
inbox-empty = 还没有通知
inbox-empty-text = 报名有进展时，会在这里和邮箱里告诉你。
inbox-empty-link = 看正在进行的招聘
inbox-new = 未读
inbox-go = 去看看
back-to-mine = 返回我的报名
notice-letter =
    { $name }，你好：

    { $body }

    详情：{ $link }

    { $site }
    咨询电话 { $phone }（工作日 9:00—17:00）
notice-confirm-email = 确认你的邮箱
notice-confirm-email-body = 请打开下面的链接并点“确认这个邮箱”，7天内有效。如果不是你注册的，不用理会。
notice-reset-password = 设置新密码
notice-reset-password-body = 请打开下面的链接设置新密码，1小时内有效。如果不是你要求的，不用理会，密码没有变。
notice-password-changed = 密码已更改
notice-password-changed-body = 你的密码刚刚改过，其他地方的登录都已退出。如果不是你改的，请马上找回密码并打电话告诉我们。
notice-invitation = 邀请你使用工作台
notice-invitation-body = 请打开下面的链接设置密码，7天内有效。设置好以后用这个邮箱登录。
notice-submitted = 报名已提交
notice-submitted-body = 你在“{ $campaign }”的报名已经收到，报名号 { $number }。审查结果会在这里和邮箱里告诉你。
notice-withdrawn = 报名已撤回
notice-withdrawn-body = 你撤回了在“{ $campaign }”的报名，可以继续修改。要在报名截止前重新提交才算数。
notice-returned = 报名要补正
notice-returned-body = 你在“{ $campaign }”的报名要补正：{ $reasons }。请在{ $deadline }前改好重新提交。
notice-rejected = 报名没有通过审查
notice-rejected-body = 你在“{ $campaign }”的报名没有通过审查：{ $reasons }。如果不同意，{ $deadline }前可以在网上申诉，由另一位工作人员重新决定。
notice-accepted = 报名审查通过
notice-accepted-body = 你在“{ $campaign }”的报名通过了审查。{ $from }起可以打印准考证。
notice-appeal-received = 申诉已收到
notice-appeal-received-body = 你对“{ $campaign }”审查结果的申诉已经收到，由另一位工作人员重新决定，结果会告诉你。
notice-appeal-upheld = 申诉结果：维持不通过
notice-appeal-upheld-body = 你对“{ $campaign }”审查结果的申诉，经另一位工作人员重新审查，维持不通过。理由：{ $note }
notice-appeal-overturned = 申诉结果：改为通过
notice-appeal-overturned-body = 你对“{ $campaign }”审查结果的申诉成立，报名改为审查通过。
notice-bonus-granted = 加分已确认
notice-bonus-granted-body = 你在“{ $campaign }”申报的加分，证明材料已经核实。
notice-bonus-refused = 加分没有确认
notice-bonus-refused-body = 你在“{ $campaign }”申报的加分没有确认：{ $note }
notice-ticket = 准考证可以打印了
notice-ticket-body = “{ $campaign }”的准考证已经排好，准考证号 { $ticket }。笔试时间 { $at }，请带身份证和准考证。
notice-shortlisted = 你进入面试
notice-shortlisted-body = “{ $campaign }”的入围名单已定，你进入面试，时间 { $at }。
notice-not-shortlisted = 笔试结果
notice-not-shortlisted-body = “{ $campaign }”的入围名单已定，你没有进入面试。成绩和名次怎么来的，可以在下面的链接里一步步看。
notice-result = 总成绩已公布
notice-result-body = “{ $campaign }”的总成绩（第{ $version }版）已经公布，你的成绩、名次和计算过程可以在下面的链接里看。
notice-certificate-issued = 证书已签发
notice-certificate-issued-body = 你的社区工作者任职资格证书已经签发，编号 { $number }。任何人都可以用编号或二维码查验。
notice-certificate-suspended = 证书已暂停
notice-certificate-suspended-body = 你的证书 { $number } 已暂停：{ $reason }
notice-certificate-reinstated = 证书已恢复
notice-certificate-reinstated-body = 你的证书 { $number } 已恢复有效。
notice-certificate-revoked = 证书已撤销
notice-certificate-revoked-body = 你的证书 { $number } 已撤销：{ $reason }

### audit
audit = 办理记录
audit-lead = 每一步都记着谁、什么时候、做了什么，并带上一条的摘要：缺一条、改一条都看得出来。
audit-unbroken = 共{ $count }条，首尾相连，没有断开。
audit-broken = 从第{ $seq }条起对不上，记录可能被改过。请马上保全数据库并报告。
audit-seq = 序号
audit-at = 时间
audit-who = 谁
audit-what = 做了什么
audit-facts = 内容
audit-digest = 摘要
audit-platform = 系统
page-of = 第{ $page }页，共{ $pages }页
pages = 翻页
page-newer = 较新的
page-older = 较早的

### settings
clock-title = 演示时间
clock-lead = 这是演示环境，时间可以拨动，好在一小时里走完一次招聘。现在是
clock-to = 拨到
clock-set = 拨动时间
help-title = 到社区找人帮忙
help-lead = 不会上网、看不清屏幕、没有邮箱，都可以办。打 { $phone }，或者到最近的社区居委会。
help-body =
    ## 到社区以后
    工作人员会坐在你旁边，由你自己看着屏幕，一项一项填。密码请你自己输入，不要告诉别人。

    ## 请带上
    - 身份证
    - 学历证书
    - 有加分或放宽条件的，带证明原件

    ## 在家里填到一半
    填过的都存着，换一台手机或电脑登录，可以接着填。

    ## 屏幕上的字太小
    每一页上方都有“长辈版”，点一下，字会变大，一页只有一列。
accessibility-title = 无障碍声明
accessibility-lead = 我们希望每个人都能自己办完。有哪一页用不了，请打 { $phone } 告诉我们。
accessibility-body =
    ## 我们做到的
    - 每一页都按 WCAG 2.2 AA 检查，也按 GB/T 37668-2019 和适老化规范检查。
    - 不用脚本也能办完所有事情；只用键盘也可以。
    - 放大到200%不会缺内容；长辈版字更大、对比更强。
    - 颜色从不是唯一的提示，登录没有拼图和看图选字。

    ## 时间限制
    报名截止时间由公告规定，不能个别延长。登录后8小时不操作会退出，已保存的内容都在。
privacy-title = 个人信息怎么用
privacy-lead = 只收报名和发证必需的，只给办理的人看，从不公开身份证号和手机号。有疑问请打 { $phone }。
privacy-body =
    ## 我们收什么
    姓名、身份证号、手机号、邮箱、住址、照片，以及公告要求的条件和证明。

    ## 怎么保管
    身份证号、手机号和住址加密保存；数据库里查找它们用的是不能还原的索引。密码只存无法还原的散列值。

    ## 谁能看到
    审查人员看你的报名；登分人员只看密号，看不到姓名；公布的名单只有准考证号和脱敏的姓名。每次查看和改动都有记录。

    ## 留多久
    招聘材料按档案规定保存。没有提交的草稿，招聘结束后删除。

    ## 你可以
    查看、更正自己的信息；在报名截止前撤回报名。
verify-title = 公开数据与核对方法
verify-lead = 名单公布以前就已经封存。内容改动一个字，摘要就对不上；任何人都可以自己核对。有疑问请打 { $phone }。
verify-body =
    ## 核对一份名单，三步
    1. 在名单页下载封存文件（JSON）。
    2. 用任何工具算它的 SHA-256，例如 `sha256sum 文件名`。
    3. 和名单页下方的“名单摘要”对照，应当一字不差。

    ## 核对签名
    名单和证书都有数字签名（Ed25519，JWS 格式）。公钥在 [keys.json](/keys.json)。

    ## 核对自己的分数
    登录后在“我的成绩”里，每一步都写着算式、进位方法和依据的公告条款，可以自己再算一遍。

### campaigns
home-title = 社区工作者招聘与认证
home-headline = 到社区去，为邻里做事
home-lead = 全市社区工作者的招聘公告、报名、考试、成绩、公示和证书，都在这里办。报名不收费，手机上就能办完。
home-see = 看正在报名的招聘
home-mine = 已经报名，查我的进度
home-open = 正在进行的招聘和考试
home-all = 全部（含已结束）
home-none = 现在没有招聘
home-none-text = 有新的公告会先发在这里。
all-campaigns = 全部招聘和考试
camp-fact = 招{ $places }人，{ $posts }个岗位
step-of = 第{ $step }步，共{ $steps }步
next-open = 开始报名
next-close-before = 报名到
next-close = 截止
next-tickets = 起打印准考证
next-written = 笔试
next-interview = 面试
next-results = 公布总成绩
next-published = 名单已公布
check-certificate = 查一张证书是真是假
certificate-number = 证书编号
certificate-number-hint = 18位，印在证书右上角。也可以直接扫证书上的二维码。
check = 查验
schedule = 近期日程
day-open = 开始报名
day-close = 报名截止
day-tickets = 开始打印准考证
day-written = 笔试
day-interview = 面试
day-results = 公布总成绩
vows = 我们的三条承诺
vow-free = 不收费，不指定培训班
vow-free-text = 报名、考试、领证都不花钱。任何人以本平台名义收费或推荐培训，请打{ $phone }告诉我们。
vow-why = 分数怎么来的，一步步写给你看
vow-why-text = 每个成绩、名次和“未通过”，都附上计算过程和依据的公告条款，你可以自己再算一遍。
vow-open = 该公开的公开，该保护的保护
vow-open-text = 名单公开到能互相核对；身份证号、手机号从不出现在公开页面上。
phase-tag-announcement = 还没开始
phase-tag-applications = 正在报名
phase-tag-review = 正在审查
phase-tag-written = 等待笔试
phase-tag-written-results = 笔试成绩已出
phase-tag-interview = 等待面试
phase-tag-totals = 正在合成总成绩
phase-tag-publication = 正在公示
you-are-here = 当前位置
version-n = 第{ $n }版
announced-suffix = 发布
key-facts = 要点
fact-places = 招聘
fact-posts = 岗位
fact-close = 报名截止
fact-written = 笔试
n-people = { $n }人
n-posts = { $n }个
apply = 开始报名
apply-note = 截止，系统到点自动关闭。约20分钟，可以分几次填。
apply-from = 开始报名的时间：
apply-closed = 报名已截止：
see-results = 看公布的名单
where-it-stands = 进行到哪一步
until = 到
phase-ticket = 准考证起
step-done = （已完成）
step-now = 现在
selfcheck = 先看看我能不能报
selfcheck-note = 不用登录。填的内容不保存，也不影响报名。
selfcheck-also = 还符合哪些
selfcheck-do = 看结果
selfcheck-before = 填好左边，点“看结果”，这里会逐条告诉你符合哪些、不符合哪些、为什么。
selfcheck-open = { $posts }个岗位里，你可以报{ $open }个
selfcheck-caution = 这是按你填的情况算的，没有问公告列明的不得报考情形；最后以资格审查为准。
choose = 请选择
elsewhere = 其他地方
post-table = 岗位表
post-table-caption = 岗位表，第1至{ $shown }行，共{ $all }行
download-excel = 下载Excel（{ $n }行）
download-csv = 下载CSV
post-code = 岗位代码
post-street = 街道
post-name = 岗位
post-audience = 面向
post-places = 招聘
post-accepted = 已通过审查
post-competition = 竞争比
audience-open = 不限
posts-counted = 人数随审查随时更新。
posts-rest = 看其余{ $n }个岗位
filter-posts = 筛选岗位
filter-streets = 全部{ $n }个街道
filter-any = 全部
filter = 筛选
preamble = 前言
full-text = 公告全文
announcement-sealed = 本公告已封存。摘要
how-to-check = 怎样核对
rules-file = 规则文件

### desk
desk-lead = 与你有关的招聘，和现在轮到你做的事。
desk-empty = 还没有招聘
desk-empty-text = 你负责的地方还没有招聘。新的招聘由区民政局经办起草，另一位经办复核后发布。
new-campaign = 起草一次招聘
new-campaign-lead = 先填公告和日程，下一步填规则和岗位表。交给第二个人复核以前，随时可以改。
new-campaign-note = 草稿只有经办能看到。
new-campaign-do = 保存，去填规则
edit-campaign = 公告和日程
edit-rules = 规则和岗位表
check-campaign = 复核公告
job-certificates = 证书
sent-back-note = 复核人退回：{ $note }
group-basics = 基本情况
group-announcement = 公告
group-timetable = 日程
field-code = 网址代码
field-code-hint = 小写字母、数字和短横线，例如 qs-2026；公告发布后不能改。
field-area = 哪里的招聘
field-pattern = 规则从哪里开始
field-pattern-hint = 可以从以前的招聘复制过来再改。
pattern-none = 空白规则
field-title = 公告标题
field-title-en = 英文标题
field-organiser = 主办单位
field-contact = 咨询电话和时间
field-announcement = 公告全文
field-announcement-hint = 每一条以“## 第几条　标题”开头；段落之间空一行。
at-applications-open = 报名开始
at-applications-close = 报名截止
at-corrections-close = 补正和申诉截止
at-tickets-from = 准考证开始打印
at-written = 笔试
at-written-results = 公布笔试成绩
at-interview = 面试
at-results = 公布总成绩
revision-n = 已保存{ $n }次
save-and-rules = 保存，去看规则
posts-hint = 每行一个岗位：岗位代码、街道、岗位名称、人数、招聘类别，可以直接从Excel粘贴。
save-posts = 保存岗位表
rules-document = 规则文件
rules-hint = JSON格式，说明见“公开数据与核对方法”。保存后，右边会重新检查一遍。
save-rules = 保存规则
lint = 规则检查
lint-clean = 没有发现问题。
lint-count = 规则检查：{ $count }处
lint-blocks = 必须先解决
lint-warns = 请看一眼
hand-in = 交给第二个人复核
hand-in-note = 交出去以后你不能再改，除非对方退回。
hand-in-blocked = 还不能交：有{ $count }处必须先解决。
check-what = 你要复核的内容
check-own-draft = 这是你自己起草的，要由另一位经办复核发布。
announce-note = 发布后公告和规则冻结，记下摘要，不能再改，只能出补充公告。
announce = 复核无误，发布公告
send-back-why = 要改什么
send-back = 退回起草人
rules-digest = 规则摘要

### overview
colon = ：
full-stop = 。
to = 至
board-as-of = 。数据截至
funnel = 从报名到体检
funnel-caption = 各阶段人数和占上一步的比例
funnel-step = 阶段
funnel-chart = 比例图
funnel-people = 人数
funnel-share = 占上一步
funnel-submitted = 提交报名
funnel-accepted = 通过审查
funnel-ticketed = 排定考场
funnel-sat = 到场笔试
funnel-passed = 笔试合格
funnel-shortlisted = 进入面试
funnel-interviewed = 到场面试
funnel-selected = 进入体检
todo = 要处理的事
todo-count = { $count }件
todo-review = { $count }份报名等着审查
todo-since = 最早提交于
todo-seats = 审完以后排考场和座位
todo-written = 录入笔试成绩，裁定差异，冻结
todo-shortlist = 确定入围名单
todo-interview = 录入面试成绩，裁定差异，冻结
todo-publish = 合成总成绩，审核，公布
todo-certificates = 给合格的人发证书
board-appeals = 申诉
board-appeals-text = 办结{ $count }件，改变结果{ $changed }件
hours-title = 每小时提交的报名
hours-none = 还没有人提交。
hours-sentence = 共{ $total }份，最后4小时{ $last }份，占{ $share }
n-applications = { $n }份
day-label = { $month }月{ $day }日
hour = 小时
streets = 各街道笔试合格率
streets-none = 笔试成绩冻结以后，这里比较各街道。
streets-sentence = 各街道笔试合格率，从{ $best }的{ $best_rate }到{ $worst }的{ $worst_rate }
streets-overall = 全部{ $rate }
streets-note = 圆点是合格率，横线是95%区间，人少的横线长。横线碰不到竖线的（加粗）值得看一看；街道多了，出现一个也可能只是偶然。
reject-reasons = 没有通过的原因
reject-reasons-note = 每人只算第一个原因。
reason = 原因
review-times = 审查用时
half-of-people = 一半的人
nine-tenths = 九成的人
within = { $time }内审完
