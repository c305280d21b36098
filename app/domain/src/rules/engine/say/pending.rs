//! What a run leaves to people.

use super::Names;
use crate::rules::codes::StageCode;
use crate::rules::engine::Pending;
use crate::rules::names;
use crate::rules::say::{BODY_DECIDES, aside, people, places, places_unstated, say};
use crate::text::Lang;

/// `面试名单`, `list of the interview`
fn list_of(of: Names, step: &StageCode, lang: Lang) -> String {
    let step = of.stage(step, lang);
    say!(lang, "{step}名单", "list of the {step}")
}

impl Pending {
    /// What people must decide before the result is complete, and what it waits for.
    pub fn say(&self, of: Names, lang: Lang) -> String {
        match self {
            Pending::Line { .. }
            | Pending::Opening { .. }
            | Pending::RemovedPlaces { .. }
            | Pending::Places { .. }
            | Pending::DirectHires { .. } => self.say_of_posts(of, lang),
            Pending::ExtraTest { .. }
            | Pending::ExtraTestApproval { .. }
            | Pending::Order { .. } => self.say_of_level(of, lang),
            Pending::Substitution { .. } | Pending::Consent { .. } => {
                self.say_of_substitutes(of, lang)
            }
            Pending::BonusPoints { .. }
            | Pending::Unsettled { .. }
            | Pending::Room { .. }
            | Pending::Entry { .. } => self.say_of_one(of, lang),
        }
    }

    /// What a post waits for.
    fn say_of_posts(&self, of: Names, lang: Lang) -> String {
        let (post, by) = (|code| of.post(code, lang), BODY_DECIDES.in_lang(lang));
        match self {
            Pending::Line { line, posts } => {
                let posts = of.posts(posts, lang);
                say!(
                    lang,
                    "合格线{line}还没有划定：{posts}",
                    "the pass line {line} must be set: {posts}"
                )
            }
            Pending::Opening {
                post: code,
                people: came,
                needed,
            } => {
                let (post, came, needed) = (post(code), people(*came, lang), people(*needed, lang));
                say!(
                    lang,
                    "{post}：{came}，开考要{needed}，{by}",
                    "{post}: {came}, {needed} needed to go ahead; {by}"
                )
            }
            Pending::RemovedPlaces {
                post: code,
                places: removed,
            } => {
                let (post, removed) = (post(code), places(*removed, lang));
                say!(
                    lang,
                    "{post}：减掉的{removed}给谁，由领导小组决定",
                    "{post}: a body decides who gets the {removed} taken away"
                )
            }
            Pending::Places { post: code } => {
                let (post, unstated) = (post(code), places_unstated(lang));
                say!(lang, "{post}：{unstated}", "{post}: {unstated}")
            }
            Pending::DirectHires {
                post: code,
                people,
                places: free,
            } => {
                let (post, people, free) =
                    (post(code), of.people(people, lang), places(*free, lang));
                say!(
                    lang,
                    "{post}：不考试聘用的{people}比名额（{free}）多，{by}",
                    "{post}: {people} are to be hired without an exam, more than its {free}; {by}"
                )
            }
            _ => String::new(),
        }
    }

    /// What people wait for who are level on the last place of a list.
    fn say_of_level(&self, of: Names, lang: Lang) -> String {
        let (step, level, free, what) = match self {
            Pending::ExtraTest {
                test,
                step,
                people,
                places,
            } => {
                let test = names::test(of.doc, test, lang);
                let sat = say!(lang, "要考{test}", "the extra test “{test}” is needed");
                (step, people, places, sat)
            }
            Pending::ExtraTestApproval {
                test,
                step,
                people,
                places,
            } => {
                let test = names::test(of.doc, test, lang);
                let agreed = say!(
                    lang,
                    "考{test}要领导小组先同意",
                    "a body must agree to the extra test “{test}”"
                );
                (step, people, places, agreed)
            }
            Pending::Order {
                step,
                people,
                places,
            } => {
                let by = say!(lang, "由领导小组决定先后", "a body orders them");
                (step, people, places, by)
            }
            _ => return String::new(),
        };
        let (list, level) = (list_of(of, step, lang), of.people(level, lang));
        let free = places(*free, lang);
        say!(
            lang,
            "{list}：{level}同分，{free}，{what}",
            "{list}: {level} are level for {free}; {what}"
        )
    }

    /// What free places of a list wait for.
    fn say_of_substitutes(&self, of: Names, lang: Lang) -> String {
        match self {
            Pending::Substitution {
                step,
                post,
                vacancies,
            } => {
                let (post, step) = (of.post(post, lang), of.stage(step, lang));
                let free = places(*vacancies, lang);
                say!(
                    lang,
                    "{post}：{step}空出{free}，递补要批准",
                    "{post}: {free} free at the {step}; substitutes need approval"
                )
            }
            Pending::Consent {
                step,
                people,
                places: free,
            } => {
                let (list, people) = (list_of(of, step, lang), of.people(people, lang));
                let free = places(*free, lang);
                say!(
                    lang,
                    "{list}：{people}递补到别的岗位（{free}），要本人同意",
                    "{list}: {people} must consent to another post ({free})"
                )
            }
            _ => String::new(),
        }
    }

    /// What one person, one room or one question waits for.
    fn say_of_one(&self, of: Names, lang: Lang) -> String {
        match self {
            Pending::BonusPoints { item, candidate } => {
                let (item, person) = (names::bonus(of.doc, item, lang), of.person(candidate));
                say!(
                    lang,
                    "{person}：{item}加几分，由领导小组决定",
                    "{person}: a body gives the points for {item}"
                )
            }
            Pending::Unsettled { code, posts } => {
                let mut open = of.doc.unsettled.iter();
                let open = open.find(|open| open.code == *code);
                let question = open.map_or(code.as_str(), |open| open.question.in_lang(lang));
                let posts = of.posts(posts, lang);
                say!(
                    lang,
                    "公告没写清：{question}（{posts}）",
                    "the notice leaves it open: {question} ({posts})"
                )
            }
            Pending::Room {
                stage,
                room,
                sitting,
            } => {
                let stage = of.stage(stage, lang);
                let sitting = aside(sitting.as_deref().unwrap_or_default(), lang);
                say!(
                    lang,
                    "{stage}考场{room}{sitting}的平均分是零或者没有人，算不出系数",
                    "room {room}{sitting} of the {stage} has no coefficient: its mean is zero, or nobody counts"
                )
            }
            Pending::Entry { candidate } => {
                let person = of.person(candidate);
                say!(
                    lang,
                    "{person}：能不能参加，由领导小组决定",
                    "{person}: a body decides whether this person takes part"
                )
            }
            _ => String::new(),
        }
    }
}
