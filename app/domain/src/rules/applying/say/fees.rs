//! Fees in sentences.

use crate::rules::RuleDocument;
use crate::rules::applying::{Fee, FeeAt, FeePer, FeeWaiver, Unpaid, WaiverKind};
use crate::rules::eligibility::condition_in_words;
use crate::rules::names;
use crate::rules::say::{WITH_APPROVAL, aside, clauses, inline, listed, moment, say};
use crate::rules::stages::say::period;
use crate::text::Lang;

/// One fee with its waivers.
pub(super) fn fee(doc: &RuleDocument, fee: &Fee, lang: Lang) -> String {
    let (what, yuan) = (fee.what.in_lang(lang), fee.yuan.plain());
    let per = match fee.per {
        FeePer::Person => say!(lang, "每人{yuan}元", "{yuan} yuan each"),
        FeePer::Paper => say!(lang, "每科{yuan}元", "{yuan} yuan for each paper"),
    };
    let at = match &fee.at {
        FeeAt::Applied => say!(lang, "报名时交", "paid when applying"),
        FeeAt::Accepted => say!(lang, "审查通过后交", "paid when accepted"),
        FeeAt::Stage(stage) => {
            let stage = inline(&names::step(doc, stage, lang));
            say!(lang, "进入{stage}时交", "paid when called to the {stage}")
        }
    };
    let until = fee.until.map(|at| {
        let at = moment(at, lang);
        say!(lang, "{at}前交", "until {at}")
    });
    let unpaid = fee.unpaid.map(|own| match own {
        Unpaid::Withdrawn => say!(
            lang,
            "到期没有交的算放弃",
            "who does not pay in time has withdrawn"
        ),
    });
    let waivers = listed(fee.waivers.iter().map(|own| waiver(doc, own, lang)), lang);
    let waivers = match waivers.is_empty() {
        true => waivers,
        false => say!(lang, "减免：{waivers}", "waivers: {waivers}"),
    };
    let how = clauses(
        [
            per,
            at,
            until.unwrap_or_default(),
            unpaid.unwrap_or_default(),
            waivers,
        ],
        lang,
    );
    say!(lang, "{what}：{how}", "{what}: {how}")
}

fn waiver(doc: &RuleDocument, waiver: &FeeWaiver, lang: Lang) -> String {
    let name = waiver.name.in_lang(lang);
    let when = waiver.when.as_ref();
    let when = when.map(|when| condition_in_words(doc, when, lang));
    let kind = match waiver.kind {
        WaiverKind::Exempt => say!(lang, "免交", "exempt"),
        WaiverKind::Refund => say!(lang, "先交后退", "paid, then refunded"),
    };
    let approval = waiver
        .approval
        .then(|| WITH_APPROVAL.in_lang(lang).to_owned());
    let how = clauses(
        [
            when.unwrap_or_default(),
            kind,
            approval.unwrap_or_default(),
            period(waiver.from, waiver.until, lang),
        ],
        lang,
    );
    format!("{name}{}", aside(&how, lang))
}
