//! Substitution in sentences.

use super::{across, quota};
use crate::rules::RuleDocument;
use crate::rules::lists::{Fill, Leave, SubstituteOrder, Substitution, SubstitutionEnd};
use crate::rules::names;
use crate::rules::say::{WITH_APPROVAL, counted, inline, listed, moment, phrase, quoted, say};
use crate::text::Lang;

/// Who is called up when somebody leaves.
pub(crate) fn substitution(doc: &RuleDocument, rule: &Substitution, lang: Lang) -> String {
    let rounds = match rule.rounds {
        Some(0) => say!(lang, "不递补", "nobody is called up"),
        Some(rounds) => {
            let times = counted(rounds, "次", "time", lang);
            say!(
                lang,
                "最多递补{times}",
                "people are called up at most {times}"
            )
        }
        None => say!(
            lang,
            "有人离开就递补",
            "people are called up whenever somebody leaves"
        ),
    };
    phrase(
        std::iter::once(rounds)
            .chain(substituted(rule, lang))
            .chain([until(doc, rule, lang), quoted(rule.clause.as_ref(), lang)]),
        lang,
    )
}

fn until(doc: &RuleDocument, rule: &Substitution, lang: Lang) -> String {
    match &rule.until {
        None => String::new(),
        Some(SubstitutionEnd::At(at)) => {
            let at = moment(*at, lang);
            say!(lang, "{at}以后离开的不补", "not who leaves after {at}")
        }
        Some(SubstitutionEnd::Step(step)) => {
            let step = inline(&names::step(doc, step, lang));
            say!(
                lang,
                "{step}和以后离开的不补",
                "not who leaves at the {step} or later"
            )
        }
    }
}

fn substituted(rule: &Substitution, lang: Lang) -> Vec<String> {
    let left = listed(rule.replaces.iter().map(|how| leave(*how, lang)), lang);
    let only = match left.is_empty() {
        true => String::new(),
        false => say!(lang, "只补{left}的", "only for those who {left}"),
    };
    let fill = match rule.fill {
        Fill::Each => String::new(),
        Fill::Quota => say!(
            lang,
            "补满为止，名单本来不满的也补",
            "until the list is full, also where it was short from the start"
        ),
    };
    let by = match rule.by {
        None => String::new(),
        Some(SubstituteOrder::Cut) => say!(lang, "按入围的顺序", "in the order of the list"),
        Some(SubstituteOrder::Total) => say!(lang, "按总成绩的顺序", "in the order of the total"),
    };
    let in_advance = rule.in_advance.as_ref().map(|own| {
        let how_many = quota(own, lang);
        say!(
            lang,
            "递补人选（{how_many}）和名单一起通知，要到场",
            "substitutes ({how_many}) are called with the list and must attend"
        )
    });
    let from = rule.across.map(|of| {
        let of = across(of, lang);
        say!(lang, "从{of}的人中递补", "from the people {of}")
    });
    let approval = rule
        .approval
        .then(|| WITH_APPROVAL.in_lang(lang).to_owned());
    let consent = rule.consent.then(|| {
        say!(
            lang,
            "从别的岗位递补要本人同意",
            "somebody of another post must consent"
        )
    });
    vec![
        only,
        fill,
        by,
        in_advance.unwrap_or_default(),
        from.unwrap_or_default(),
        approval.unwrap_or_default(),
        consent.unwrap_or_default(),
    ]
}

fn leave(how: Leave, lang: Lang) -> String {
    match how {
        Leave::Waived => say!(lang, "放弃", "waived"),
        Leave::Failed => say!(lang, "不合格", "failed"),
        Leave::Absent => say!(lang, "缺席", "did not come"),
    }
}
