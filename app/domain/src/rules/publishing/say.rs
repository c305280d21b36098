//! What is put up, in sentences.

use super::{DayRange, HolidayRule, Mask, PublicationRule, Published, RecordingRule};
use crate::rules::RuleDocument;
use crate::rules::names;
use crate::rules::say::{
    Said, counted, date, inline, listed, phrase, quoted, said, say, working_days,
};
use crate::rules::stages::say::answered;
use crate::text::Lang;
use crate::time::{DayKind, Holidays};

/// One list that is put up, clause by clause.
pub(crate) fn publication(doc: &RuleDocument, rule: &PublicationRule, lang: Lang) -> Vec<String> {
    let (what, of) = (rule.what.in_lang(lang), published(doc, &rule.of, lang));
    let days = match rule.kind {
        Some(DayKind::Calendar) => counted(rule.days, "天", "day", lang),
        Some(DayKind::Working) => working_days(rule.days, lang),
        None => {
            let days = counted(rule.days, "天", "day", lang);
            say!(
                lang,
                "{days}（没有写是不是工作日，按工作日）",
                "{days} (kind not stated: working days)"
            )
        }
    };
    vec![
        say!(lang, "{what}（{of}）公示{days}", "{what} ({of}): {days}"),
        put_up(doc, rule, lang),
        rule.channel.as_ref().map_or_else(String::new, |text| {
            let channel = text.in_lang(lang);
            say!(lang, "公布在{channel}", "on {channel}")
        }),
        mask(rule.mask, lang),
        objections(rule, lang),
    ]
}

/// A list or the results of a stage.
pub fn published(doc: &RuleDocument, of: &Published, lang: Lang) -> String {
    match of {
        Published::Accepted => say!(lang, "审查通过的人", "who was accepted"),
        Published::List(step) => {
            let step = inline(&names::step(doc, step, lang));
            say!(lang, "进入{step}的人", "who is called to the {step}")
        }
        Published::Results(step) => {
            let step = inline(&names::step(doc, step, lang));
            say!(lang, "{step}的成绩", "scores of the {step}")
        }
        Published::Totals => say!(lang, "总成绩", "totals"),
        Published::Hires => say!(lang, "拟聘用的人", "who will be hired"),
        Published::Reserve => say!(lang, "储备名单", "the reserve"),
    }
}

/// What is put up and on which day, where the notice prints the day.
pub(crate) fn dated(doc: &RuleDocument, rule: &PublicationRule, lang: Lang) -> Option<String> {
    rule.at?;
    let (what, when) = (rule.what.in_lang(lang), put_up(doc, rule, lang));
    Some(say!(lang, "{what}：{when}", "{what}: {when}"))
}

fn put_up(doc: &RuleDocument, rule: &PublicationRule, lang: Lang) -> String {
    let first = rule.first_day_counts.then(|| {
        say!(
            lang,
            "发布当日算第一天",
            "the day of publication is the first"
        )
    });
    let at = rule.at.map(|day| {
        let day = date(day, lang);
        say!(lang, "{day}发布", "put up on {day}")
    });
    let holidays = doc.working_calendar(&Holidays::default());
    let until = rule.printed_period(&holidays).map(|(_, until)| {
        let until = date(until, lang);
        say!(lang, "到{until}止", "until {until}")
    });
    let stated = rule.stated_until.map(|day| {
        let day = date(day, lang);
        say!(lang, "公告印的是到{day}", "the notice prints {day}")
    });
    phrase([at, first, until, stated].into_iter().flatten(), lang)
}

fn mask(mask: Option<Mask>, lang: Lang) -> String {
    match mask {
        None => say!(
            lang,
            "没有写姓名怎么公布，隐去中间的字",
            "names are not stated: masked"
        ),
        Some(own) => own.said().in_lang(lang).to_owned(),
    }
}

impl Mask {
    /// How people stand on a list.
    pub(crate) const fn said(self) -> Said {
        match self {
            Mask::Name => said("姓名隐去中间的字", "names are masked"),
            Mask::NumberOnly => said("只公布准考证号", "ticket numbers only"),
            Mask::None => said("公布全名", "full names"),
        }
    }
}

fn objections(rule: &PublicationRule, lang: Lang) -> String {
    let Some(own) = &rule.objections else {
        return String::new();
    };
    let contact = own
        .contact
        .as_ref()
        .map(|text| text.in_lang(lang).to_owned());
    let answered = answered(own.answered_in, lang);
    let how = phrase([contact.unwrap_or_default(), answered], lang);
    match how.is_empty() {
        true => say!(lang, "可以提异议", "one may object"),
        false => say!(lang, "可以提异议：{how}", "one may object: {how}"),
    }
}

/// Which days are off and which are worked.
pub(crate) fn holidays(rule: &HolidayRule, lang: Lang) -> Vec<String> {
    let range = |range: &DayRange| {
        let from = date(range.from, lang);
        match range.until.map(|day| date(day, lang)) {
            None => from,
            Some(until) => say!(lang, "{from}至{until}", "{from} to {until}"),
        }
    };
    let off = listed(rule.off.iter().map(range), lang);
    let worked = listed(rule.worked.iter().map(|day| date(*day, lang)), lang);
    let off = match off.is_empty() {
        true => say!(lang, "没有列出放假的日子", "no days off are listed"),
        false => say!(lang, "放假：{off}", "days off: {off}"),
    };
    let worked = match worked.is_empty() {
        true => worked,
        false => say!(lang, "调休上班：{worked}", "worked weekend days: {worked}"),
    };
    vec![off, worked, quoted(rule.clause.as_ref(), lang)]
}

pub(crate) fn recordings(rule: &RecordingRule, lang: Lang) -> String {
    let kept = rule.kept.in_lang(lang);
    say!(lang, "录音录像保存{kept}", "recordings are kept: {kept}")
}
