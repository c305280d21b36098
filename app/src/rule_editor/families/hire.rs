//! The reserve, hiring and the certificate as forms.

use super::{quota::maybe_quota, texts::texts};
use crate::{rule_editor::fields::sheet::RuleForm, ui::forms::Field};
use domain::{
    Problem,
    rules::{
        Bilingual, CertificateRule, CertificateWho, Commitment, Drawn, HireRule, ReserveRule,
        RuleDocument, Scope,
    },
};

/// Everybody who is ranked, in the order of rank.
fn blank() -> ReserveRule {
    ReserveRule {
        clause: None,
        places: None,
        instead: false,
        drawn: Drawn::default(),
        months: None,
        scope: Scope::default(),
    }
}

pub(super) fn reserve(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<ReserveRule>) {
    sheet.section(t!("form-has-reserve"), own, blank, |sheet, rule| {
        let (label, none) = (t!("form-reserve-quota"), t!("form-reserve-everybody"));
        maybe_quota(sheet, "places", label, none, &mut rule.places);
        sheet.tick("instead", t!("form-reserve-instead"), &mut rule.instead);
        sheet.later("ReserveRule", "drawn");
        let field = Field::new("drawn", t!("form-drawn"));
        sheet.fixed(
            field,
            &mut rule.drawn,
            "drawn",
            &[Drawn::Rank, Drawn::Mutual],
        );
        sheet.maybe_count("months", t!("form-valid-months"), &mut rule.months);
        sheet.scope(words, "scope", &mut rule.scope);
        sheet.clause("clause", &mut rule.clause);
    });
}

pub(super) fn hire(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<HireRule>) {
    sheet.section(t!("form-stated"), own, HireRule::default, |sheet, rule| {
        sheet.later("HireRule", "probation_months");
        let months = &mut rule.probation_months;
        sheet.maybe_count("probation", t!("form-probation"), months);
        sheet.maybe_count("term", t!("form-term"), &mut rule.term_months);
        commitment(sheet, words, &mut rule.commitment);
        texts(sheet, "notes", t!("form-hire-notes"), &mut rule.notes);
        sheet.clause("clause", &mut rule.clause);
    });
}

/// No transfer before so many months, for everybody or for those for whom a condition holds.
fn commitment(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Option<Commitment>) {
    let mut months = own.as_ref().map(|own| own.months);
    let mut when = own.take().and_then(|own| own.when);
    sheet.maybe_count("commitment", t!("form-commitment"), &mut months);
    let says = when.is_some();
    sheet.fold("bound", t!("form-commitment-when"), says, |sheet| {
        let legend = t!("form-commitment-when");
        sheet.maybe_condition(words, "commitment_when", legend, &mut when);
    });
    if months.is_none() && when.is_some() && !sheet.is_wrong("commitment") {
        sheet.wrong("commitment", Problem::Missing);
    }
    *own = months.map(|months| Commitment { months, when });
}

pub(super) fn certificate(sheet: &mut RuleForm, own: &mut Option<CertificateRule>) {
    let blank = || CertificateRule {
        who: CertificateWho::Passed,
        kind: Bilingual::default(),
    };
    sheet.later("RuleDocument", "certificate");
    sheet.section(t!("form-has-certificate"), own, blank, |sheet, rule| {
        let field = Field::new("who", t!("form-certificate-who"));
        sheet.fixed(
            field,
            &mut rule.who,
            "who",
            &[CertificateWho::Passed, CertificateWho::Hired],
        );
        let (zh, en) = (t!("form-certificate-kind"), t!("form-name-en"));
        sheet.words("kind", zh, en, &mut rule.kind);
    });
}
