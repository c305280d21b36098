//! How people apply, in sentences.

mod fees;

use super::{
    Applying, ApplyingWindow, CorrectedWhile, Duplicates, PostChangeBy, PostChangeRule, TicketRule,
};
use crate::rules::RuleDocument;
use crate::rules::say::{
    clauses, clock, counted, listed, moment, phrase, quoted, say, sentence, when_unstated,
};
use crate::rules::stages::say::period;
use crate::text::{Bilingual, Lang};

/// The first opening and the last closing.
pub(crate) fn overview(rule: &Applying, lang: Lang) -> String {
    let opens = rule.windows.iter().map(|own| own.opens).min();
    let closes = rule.windows.iter().map(|own| own.closes).max();
    match (opens, closes) {
        (Some(opens), Some(closes)) => {
            let (opens, closes) = (moment(opens, lang), moment(closes, lang));
            say!(
                lang,
                "{opens}开始报名，{closes}截止",
                "applications from {opens} to {closes}"
            )
        }
        _ => say!(lang, "没有写报名时间", "when to apply is not stated"),
    }
}

/// Everything, a sentence each.
pub(crate) fn applying(doc: &RuleDocument, rule: &Applying, lang: Lang) -> Vec<String> {
    let windows = rule.windows.iter().map(|own| window(own, lang));
    let ticket = rule.ticket.map(|own| ticket(own, lang));
    let change = rule.post_change.map(|own| post_change(own, lang));
    let fees = rule.fees.iter().map(|own| fees::fee(doc, own, lang));
    let clause = quoted(rule.clause.as_ref(), lang);
    let said = windows
        .chain(looked_at(rule, lang))
        .chain([texts(&rule.documents, lang), photo(rule, lang)])
        .chain([duplicates(rule.duplicates, lang)])
        .chain(ticket)
        .chain(change)
        .chain(adjustments(rule, lang))
        .chain(fees)
        .chain([clause]);
    said.filter(|said| !said.is_empty())
        .map(|said| sentence([said], lang))
        .collect()
}

fn window(window: &ApplyingWindow, lang: Lang) -> String {
    let (opens, closes) = (moment(window.opens, lang), moment(window.closes, lang));
    let online = match window.online {
        true => say!(lang, "网上报名", "online"),
        false => say!(lang, "不能网上报名", "not online"),
    };
    let counter = window.counter.as_ref().map(|text| {
        let counter = text.in_lang(lang);
        say!(lang, "现场报名在{counter}", "in person at {counter}")
    });
    let hours = window.hours.iter();
    let hours = hours.map(|hours| format!("{}–{}", clock(hours.from), clock(hours.to)));
    let hours = listed(hours, lang);
    let hours = match hours.is_empty() {
        true => hours,
        false => say!(
            lang,
            "现场每天{hours}",
            "the counter is open {hours} each day"
        ),
    };
    let how = phrase([online, counter.unwrap_or_default(), hours], lang);
    say!(
        lang,
        "{opens}至{closes}：{how}",
        "{opens} to {closes}: {how}"
    )
}

fn looked_at(rule: &Applying, lang: Lang) -> Vec<String> {
    let when = |own: &super::Period| {
        let when = period(own.from, own.until, lang);
        match when.is_empty() {
            true => when_unstated(lang),
            false => when,
        }
    };
    let review = rule.review.as_ref().map(when);
    let review = review.map(|when| say!(lang, "资格初审：{when}", "review: {when}"));
    let appeal = rule.appeal.as_ref().map(when);
    let appeal = appeal.map(|when| say!(lang, "可以申诉：{when}", "appeals: {when}"));
    let correction = rule.correction.map(|own| {
        let state = match own.state {
            CorrectedWhile::NotAccepted => say!(
                lang,
                "审查通过前可以改报名表",
                "an application may be corrected until it is accepted"
            ),
            CorrectedWhile::Returned => say!(
                lang,
                "退回后可以改报名表",
                "an application that was returned may be corrected"
            ),
        };
        phrase([state, period(None, own.until, lang)], lang)
    });
    [review, correction, appeal].into_iter().flatten().collect()
}

fn texts(documents: &[Bilingual], lang: Lang) -> String {
    let documents = documents.iter().map(|text| text.in_lang(lang).to_owned());
    let documents = listed(documents, lang);
    match documents.is_empty() {
        true => documents,
        false => say!(lang, "要交：{documents}", "documents: {documents}"),
    }
}

fn photo(rule: &Applying, lang: Lang) -> String {
    rule.photo.as_ref().map_or_else(String::new, |text| {
        let photo = text.in_lang(lang);
        say!(lang, "照片：{photo}", "photo: {photo}")
    })
}

fn duplicates(rule: Option<Duplicates>, lang: Lang) -> String {
    match rule {
        None => say!(
            lang,
            "没有写一人报几次，后报的不收",
            "several applications of one person are not stated: later ones are refused"
        ),
        Some(Duplicates::Refuse) => say!(
            lang,
            "一人只能报一次，后报的不收",
            "one application each: later ones are refused"
        ),
        Some(Duplicates::CancelAll) => say!(
            lang,
            "一人报几次的全部作废",
            "several applications of one person are all void"
        ),
        Some(Duplicates::KeepFirst) => say!(
            lang,
            "一人报几次的算最先的",
            "of several applications the first counts"
        ),
        Some(Duplicates::KeepLast) => say!(
            lang,
            "一人报几次的算最后的",
            "of several applications the last counts"
        ),
    }
}

fn ticket(rule: TicketRule, lang: Lang) -> String {
    let in_person = rule.in_person.map(|own| match own {
        true => say!(lang, "本人去领", "fetched in person"),
        false => say!(lang, "自己打印", "printed by oneself"),
    });
    let missing = rule.missing_it_is_absence.map(|own| match own {
        true => say!(
            lang,
            "到期没有领的算放弃",
            "who does not get it in time is out"
        ),
        false => say!(
            lang,
            "到期没有领的仍可参加",
            "who does not get it in time may still come"
        ),
    });
    let how = clauses(
        [
            period(rule.from, rule.until, lang),
            in_person.unwrap_or_default(),
            missing.unwrap_or_default(),
        ],
        lang,
    );
    match how.is_empty() {
        true => say!(lang, "有准考证", "there is a ticket"),
        false => say!(lang, "准考证：{how}", "ticket: {how}"),
    }
}

fn post_change(rule: PostChangeRule, lang: Lang) -> String {
    let by = match rule.by {
        PostChangeBy::Applicant => say!(
            lang,
            "岗位取消后本人可以改报",
            "after a post is cancelled the applicant may change to another"
        ),
        PostChangeBy::Organiser => say!(
            lang,
            "岗位取消后由主办单位调剂",
            "after a post is cancelled the organiser may move people to another"
        ),
    };
    let times = rule.times.map(|n| {
        let times = counted(n, "次", "time", lang);
        say!(lang, "最多{times}", "at most {times}")
    });
    phrase(
        [
            by,
            period(None, rule.until, lang),
            times.unwrap_or_default(),
        ],
        lang,
    )
}

fn adjustments(rule: &Applying, lang: Lang) -> Option<String> {
    rule.adjustments.map(|own| {
        let at = moment(own.deadline, lang);
        say!(
            lang,
            "残疾人要便利的，{at}前申请",
            "adjustments for a disability can be asked for until {at}"
        )
    })
}
