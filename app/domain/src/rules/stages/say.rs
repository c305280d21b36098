//! Stages in sentences: when, what is checked, what is scored, which lines are drawn, who goes on; and the ways through
//! them.

mod bands;
mod lines;
mod panel;
mod scoring;

pub(crate) use bands::bands;
pub(crate) use lines::{ROOM_MEAN, lines};

use super::{
    AfterRecount, Arrival, Check, ExtraTest, Late, RecountRule, Recounted, Sitting, Stage, Track,
};
use crate::rules::RuleDocument;
use crate::rules::codes::SittingCode;
use crate::rules::eligibility::condition_in_words;
use crate::rules::lists::say::{ListOf, list, substitution};
use crate::rules::names;
use crate::rules::say::{
    aside, clauses, in_order, inline, listed, moment, phrase, quoted, say, sentence, when_unstated,
    working_days,
};
use crate::text::Lang;
use crate::time::Moment;

/// How many stages there are and what they are called.
pub(crate) fn overview(stages: &[Stage], lang: Lang) -> String {
    in_order(stages.iter().map(|stage| stage.name.in_lang(lang)), lang)
}

/// What a stage says, topic by topic, without its name.
pub(crate) struct StageSaid {
    /// Each sitting with its code.
    pub sittings: Vec<(SittingCode, String)>,
    pub checked: Option<String>,
    pub scored: Option<String>,
    pub lines: Option<String>,
    pub cut: Option<String>,
    pub recount: Option<String>,
    pub clause: String,
}

/// `next` is the name of what its cut calls to.
pub(crate) fn topics(doc: &RuleDocument, stage: &Stage, next: &str, lang: Lang) -> StageSaid {
    let name = stage.name.in_lang(lang);
    let scored = stage.scoring.as_ref();
    let lines = match (&stage.lines, &stage.scoring) {
        (None, None) => None,
        (own, _) => Some(lines(doc, own.as_deref(), lang)),
    };
    let times = stage.times.as_ref();
    let sittings = times.map_or(&[][..], |times| &times.sittings);
    let recounted = times.and_then(|times| times.recount);
    StageSaid {
        sittings: sittings
            .iter()
            .map(|own| (own.code.clone(), sitting(doc, own, lang)))
            .collect(),
        checked: stage.check.as_ref().map(|own| check(doc, own, lang)),
        scored: scored.map(|own| scoring::scoring(doc, own, lang)),
        lines,
        cut: stage
            .cut
            .as_ref()
            .map(|cut| clauses(list(doc, cut, ListOf::Cut, next, lang), lang)),
        recount: recounted.map(|rule| recount(name, rule, lang)),
        clause: quoted(stage.clause.as_ref(), lang),
    }
}

/// Everything that a stage says.
pub(crate) fn stage(doc: &RuleDocument, stage: &Stage, next: &str, lang: Lang) -> Vec<String> {
    let name = stage.name.in_lang(lang);
    let said = topics(doc, stage, next, lang);
    let own = said.checked.into_iter().chain(said.scored);
    let own = own.chain(said.lines).chain([said.clause]);
    let own = clauses(own, lang);
    let own = say!(lang, "{name}：{own}", "{name}: {own}");
    let cut = said.cut.map(|cut| {
        let name = inline(name);
        say!(lang, "{name}之后：{cut}", "after the {name}: {cut}")
    });
    let sittings = said.sittings.into_iter().map(|(code, what)| {
        say!(
            lang,
            "{name}场次{code}：{what}",
            "{name}, sitting {code}: {what}"
        )
    });
    let said = std::iter::once(own)
        .chain(cut)
        .chain(sittings)
        .chain(said.recount);
    said.map(|said| sentence([said], lang)).collect()
}

/// For whom, when, and what coming late means.
fn sitting(doc: &RuleDocument, sitting: &Sitting, lang: Lang) -> String {
    let posts = names::scope(doc, &sitting.scope, lang);
    let at = sitting.at.map(|at| moment(at, lang)).unwrap_or_default();
    let late = sitting
        .arrive_by
        .iter()
        .map(|arrival| arrive(arrival, lang));
    phrase([posts, at].into_iter().chain(late), lang)
}

fn arrive(arrival: &Arrival, lang: Lang) -> String {
    let at = moment(arrival.at, lang);
    match arrival.late {
        Late::Out => say!(
            lang,
            "{at}还没有到的算缺考",
            "who has not come by {at} is absent"
        ),
        Late::LastLot => say!(
            lang,
            "{at}还没有到的用剩下的号",
            "who has not come by {at} takes the number that is left"
        ),
    }
}

/// `2024年3月1日 09:00起，2024年3月3日 17:00止`.
pub(crate) fn period(from: Option<Moment>, until: Option<Moment>, lang: Lang) -> String {
    let from = from.map(|at| moment(at, lang));
    let until = until.map(|at| moment(at, lang));
    phrase(
        [
            from.map(|at| say!(lang, "{at}起", "from {at}"))
                .unwrap_or_default(),
            until
                .map(|at| say!(lang, "{at}止", "until {at}"))
                .unwrap_or_default(),
        ],
        lang,
    )
}

/// In how many working days somebody answers.
pub(crate) fn answered(days: Option<u16>, lang: Lang) -> String {
    days.map_or_else(String::new, |days| {
        let days = working_days(days, lang);
        say!(lang, "{days}内答复", "answered in {days}")
    })
}

fn recount(name: &str, rule: RecountRule, lang: Lang) -> String {
    let when = period(rule.from, rule.until, lang);
    let answered = answered(rule.answered_in, lang);
    let what = phrase([when, answered], lang);
    let what = match what.is_empty() {
        true => when_unstated(lang),
        false => what,
    };
    say!(
        lang,
        "{name}成绩可以申请复核：{what}",
        "{name}, a recount can be asked for: {what}"
    )
}

fn check(doc: &RuleDocument, rule: &Check, lang: Lang) -> String {
    let originals = rule.originals.iter();
    let originals = listed(originals.map(|text| text.in_lang(lang).to_owned()), lang);
    let shown = match originals.is_empty() {
        true => say!(
            lang,
            "核对原件，不合格的离开",
            "originals are checked; who fails leaves"
        ),
        false => say!(
            lang,
            "要看原件：{originals}；不合格的离开",
            "originals to show: {originals}; who fails leaves"
        ),
    };
    let called = rule.substitution.as_ref().map(|rule| {
        let rule = substitution(doc, rule, lang);
        say!(
            lang,
            "在这一步离开的：{rule}",
            "for those who leave here: {rule}"
        )
    });
    let recounted = rule.recounts.iter().map(|what| match what {
        Recounted::Bonus => say!(
            lang,
            "加分按核对的结果重新算",
            "the bonus is counted anew by what was shown"
        ),
    });
    let then = rule.then.map(|then| match then {
        AfterRecount::DropBelowCut => say!(
            lang,
            "重新算后低于入围最后一名的离开",
            "who then falls below the last who was called leaves"
        ),
    });
    clauses(
        [shown, called.unwrap_or_default()]
            .into_iter()
            .chain(recounted)
            .chain(then)
            .chain([quoted(rule.clause.as_ref(), lang)]),
        lang,
    )
}

/// A way through the stages.
pub(crate) fn track(doc: &RuleDocument, track: &Track, lang: Lang) -> Vec<String> {
    let name = track.name.in_lang(lang);
    let who = match &track.when {
        Some(when) => {
            let when = condition_in_words(doc, when, lang);
            say!(lang, "{name}：符合“{when}”的人", "{name}: for “{when}”")
        }
        None => say!(
            lang,
            "{name}：只由开考的规定转入",
            "{name}: entered only through the opening rules"
        ),
    };
    let skipped = track.skips.iter();
    let skipped = listed(
        skipped.map(|code| inline(&names::step(doc, code, lang))),
        lang,
    );
    let skips = match skipped.is_empty() {
        true => String::new(),
        false => say!(lang, "不参加{skipped}", "without {skipped}"),
    };
    let direct = track.hired_without_exam.then(|| {
        say!(
            lang,
            "不考试直接聘用，先占本岗位的名额",
            "hired without an exam, on places of the post before the others"
        )
    });
    let clause = quoted(track.clause.as_ref(), lang);
    vec![who, skips, direct.unwrap_or_default(), clause]
}

/// A test that is held only for people who are level.
pub(crate) fn extra_test(test: &ExtraTest, lang: Lang) -> String {
    let (name, full) = (test.name.in_lang(lang), test.full.plain());
    let approval = test
        .approval
        .then(|| say!(lang, "要领导小组先同意", "only after a body agreed"));
    let approval = aside(&approval.unwrap_or_default(), lang);
    say!(
        lang,
        "加试“{name}”满分{full}，同分时才考{approval}",
        "extra test “{name}”, full mark {full}, only for people who are level{approval}"
    )
}
