//! Who may apply: requirements with their relaxations, and what bars people.

use super::{facts, texts::named};
use crate::{
    rule_editor::fields::{
        kinds::{fixed_words, kinds},
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use domain::{
    Problem,
    rules::{
        Bilingual, Condition, ConditionId, Exclusion, ExclusionKind, ExclusionPeriod, Instead,
        Part, Relaxation, Requirement, RuleDocument, Scope, StatedAge,
    },
};

/// Holds always, until somebody adds what it asks for.
pub(super) fn nothing_yet() -> Condition {
    Condition::All(Vec::new())
}

pub(super) fn eligibility(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    facts::new_ones(sheet, doc);
    let words = doc.clone();
    let legend = Part::Eligibility.name(lang::current()).to_owned();
    requirements(sheet, &words, legend, &mut doc.eligibility);
}

/// Requirements of everybody, of a post or of a pool.
pub(super) fn requirements(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    legend: String,
    own: &mut Vec<Requirement>,
) {
    let taken = ids(words);
    let series = Series {
        name: "requirements",
        legend,
        note: t!("form-requirements-note"),
        add: t!("add-requirement"),
    };
    let place = sheet.place();
    let stem = if place.is_empty() {
        "requirement"
    } else {
        &place
    };
    let blank = |number: usize, own: &[Requirement]| Requirement {
        id: free(stem, number, |id| {
            let relaxed = |one: &Requirement| one.relaxations.iter().any(|own| own.id == *id);
            taken.contains(id) || own.iter().any(|one| one.id == *id || relaxed(one))
        }),
        title: Bilingual::default(),
        clause: None,
        condition: nothing_yet(),
        stated_age: None,
        relaxations: Vec::new(),
        scope: Scope::default(),
    };
    sheet.series(series, own, blank, |sheet, requirement| {
        sheet.code("id", t!("form-code"), &mut requirement.id);
        sheet.words(
            "title",
            t!("form-name"),
            t!("form-name-en"),
            &mut requirement.title,
        );
        sheet.maybe_text("clause", t!("form-clause"), &mut requirement.clause);
        sheet.condition(
            words,
            "when",
            t!("form-asked-for"),
            &mut requirement.condition,
        );
        stated_age(sheet, &mut requirement.stated_age);
        relaxations(sheet, words, &taken, requirement);
        sheet.scope(words, "scope", &mut requirement.scope);
        named(&requirement.title)
    });
}

fn relaxations(
    sheet: &mut RuleForm,
    words: &RuleDocument,
    taken: &[ConditionId],
    requirement: &mut Requirement,
) {
    let series = Series {
        name: "relaxations",
        legend: String::new(),
        note: String::new(),
        add: t!("add-relaxation"),
    };
    let place = format!("{}-relaxed", requirement.id);
    let blank = |number: usize, own: &[Relaxation]| Relaxation {
        id: free(&place, number, |id| {
            taken.contains(id) || own.iter().any(|one| one.id == *id)
        }),
        clause: Bilingual::default(),
        who: nothing_yet(),
        instead: Instead::Condition(nothing_yet()),
        stated_age: None,
        scope: Scope::default(),
    };
    let title = requirement.title.in_lang(lang::current()).to_owned();
    sheet.series(
        series,
        &mut requirement.relaxations,
        blank,
        |sheet, relaxation| {
            sheet.code("id", t!("form-code"), &mut relaxation.id);
            sheet.text("clause", t!("form-clause"), &mut relaxation.clause);
            sheet.condition(words, "who", t!("form-for-whom"), &mut relaxation.who);
            sheet.group(String::new());
            instead(sheet, words, &mut relaxation.instead);
            stated_age(sheet, &mut relaxation.stated_age);
            sheet.scope(words, "scope", &mut relaxation.scope);
            t!("form-relaxed", title = title.as_str())
        },
    );
}

fn instead(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Instead) {
    let mut all = vec![(Instead::Condition(nothing_yet()), t!("instead-condition"))];
    all.extend(fixed_words(
        "instead",
        &[Instead::NoneNeeded, Instead::Body],
    ));
    kinds(
        sheet,
        Field::new("instead_kind", t!("form-instead")),
        own,
        all,
    );
    if let Instead::Condition(condition) = own {
        sheet.condition(words, "instead", t!("instead-condition"), condition);
    }
}

/// The age as it is printed: never computed with, only compared by the check.
fn stated_age(sheet: &mut RuleForm, own: &mut Option<StatedAge>) {
    let mut age = own.take().unwrap_or(StatedAge {
        youngest: None,
        oldest: None,
        on: None,
    });
    let stated =
        |age: &StatedAge| age.youngest.is_some() || age.oldest.is_some() || age.on.is_some();
    let says = stated(&age);
    sheet.fold("age", t!("form-stated-age"), says, |sheet| {
        sheet.maybe_count("youngest", t!("form-youngest"), &mut age.youngest);
        sheet.maybe_count("oldest", t!("form-oldest"), &mut age.oldest);
        sheet.day("age_on", t!("form-age-on"), &mut age.on);
    });
    *own = Some(age).filter(stated);
}

pub(super) fn exclusions(sheet: &mut RuleForm, doc: &mut RuleDocument) {
    facts::new_ones(sheet, doc);
    let (words, taken) = (doc.clone(), ids(doc));
    let series = Series {
        name: "exclusions",
        legend: Part::Exclusions.name(lang::current()).to_owned(),
        note: t!("form-exclusions-note"),
        add: t!("add-exclusion"),
    };
    let blank = |number: usize, own: &[Exclusion]| Exclusion {
        id: free("bar", number, |id| {
            taken.contains(id) || own.iter().any(|one| one.id == *id)
        }),
        clause: Bilingual::default(),
        kind: ExclusionKind::Other,
        period: ExclusionPeriod::Running,
        when: nothing_yet(),
        scope: Scope::default(),
    };
    sheet.series(series, &mut doc.exclusions, blank, |sheet, exclusion| {
        sheet.code("id", t!("form-code"), &mut exclusion.id);
        let kinds = grounds();
        sheet.choose(
            Field::new("kind", t!("form-bar-kind")),
            &mut exclusion.kind,
            kinds.clone(),
            String::new(),
        );
        period(sheet, &mut exclusion.period);
        sheet.text("clause", t!("form-clause"), &mut exclusion.clause);
        sheet.condition(&words, "when", t!("form-barred-when"), &mut exclusion.when);
        sheet.scope(&words, "scope", &mut exclusion.scope);
        let kind = kinds.into_iter().find(|(kind, _)| *kind == exclusion.kind);
        kind.map(|(_, label)| label).unwrap_or_default()
    });
}

fn grounds() -> Vec<(ExclusionKind, String)> {
    let every = [
        ExclusionKind::Criminal,
        ExclusionKind::PublicSecurity,
        ExclusionKind::PartyDiscipline,
        ExclusionKind::AdministrativePenalty,
        ExclusionKind::Investigation,
        ExclusionKind::Dismissal,
        ExclusionKind::ExamCheating,
        ExclusionKind::Dishonesty,
        ExclusionKind::ServingSoldier,
        ExclusionKind::Student,
        ExclusionKind::InService,
        ExclusionKind::ServiceTerm,
        ExclusionKind::Office,
        ExclusionKind::Health,
        ExclusionKind::Association,
        ExclusionKind::Recusal,
        ExclusionKind::Other,
    ];
    fixed_words("kind", &every)
}

fn period(sheet: &mut RuleForm, own: &mut ExclusionPeriod) {
    let mut years = match own {
        ExclusionPeriod::Years(years) => Some(*years),
        _ => None,
    };
    let mut kind = match *own {
        ExclusionPeriod::Years(_) => ExclusionPeriod::Years(0),
        other => other,
    };
    let mut options = fixed_words("period", &[ExclusionPeriod::Ever, ExclusionPeriod::Running]);
    options.push((ExclusionPeriod::Years(0), t!("bar-years")));
    sheet.choose(
        Field::new("period", t!("form-bar-period")),
        &mut kind,
        options,
        String::new(),
    );
    sheet.maybe_count("years", t!("form-bar-years"), &mut years);
    *own = match (kind, years) {
        (ExclusionPeriod::Years(_), Some(years)) => ExclusionPeriod::Years(years),
        (ExclusionPeriod::Years(_), None) => {
            if sheet.answer("years") == Some("") {
                sheet.wrong("years", Problem::Missing);
            }
            kind
        }
        (other, _) => other,
    };
}

/// Every name of a requirement, relaxation or ground that is in use.
fn ids(doc: &RuleDocument) -> Vec<ConditionId> {
    let of_posts = doc.posts.iter().flat_map(|post| &post.eligibility);
    let of_pools = doc.pools.iter().flat_map(|pool| &pool.eligibility);
    let all: Vec<_> = doc
        .eligibility
        .iter()
        .chain(of_posts)
        .chain(of_pools)
        .collect();
    let relaxed = all
        .iter()
        .flat_map(|requirement| &requirement.relaxations)
        .map(|relaxation| &relaxation.id);
    let grounds = doc.exclusions.iter().map(|ground| &ground.id);
    all.iter()
        .map(|requirement| &requirement.id)
        .chain(relaxed)
        .chain(grounds)
        .cloned()
        .collect()
}
