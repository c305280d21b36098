//! Reserved seats as a form: places that some people take first.

use super::{requirements::nothing_yet, texts::named};
use crate::{
    rule_editor::fields::{
        kinds::kinds,
        series::{Series, free},
        sheet::RuleForm,
    },
    ui::{forms::Field, lang},
};
use domain::rules::{Bilingual, Reserved, ReservedOf, RuleDocument, Scope, Unfilled};

pub(super) fn reserved(sheet: &mut RuleForm, words: &RuleDocument, own: &mut Vec<Reserved>) {
    let series = Series {
        name: "reserved",
        legend: String::new(),
        note: t!("form-reserved-note"),
        add: t!("add-reserved"),
    };
    let blank = |number: usize, own: &[Reserved]| Reserved {
        code: free("seats", number, |name| {
            own.iter().any(|one| one.code == *name)
        }),
        name: Bilingual::default(),
        clause: None,
        of: ReservedOf::Campaign,
        places: 1,
        when: nothing_yet(),
        also_open: true,
        unfilled: Unfilled::ToParent,
    };
    sheet.series(series, own, blank, |sheet, seats| {
        fields(sheet, words, seats);
        named(&seats.name)
    });
}

fn fields(sheet: &mut RuleForm, words: &RuleDocument, seats: &mut Reserved) {
    sheet.words("name", t!("form-name"), t!("form-name-en"), &mut seats.name);
    sheet.code("code", t!("form-code"), &mut seats.code);
    sheet.count("places", t!("form-reserved-places"), &mut seats.places);
    over(sheet, words, &mut seats.of);
    let also = &mut seats.also_open;
    sheet.tick("also_open", t!("form-reserved-also-open"), also);
    let field = Field::new("unfilled", t!("form-unfilled"));
    sheet.fixed(
        field,
        &mut seats.unfilled,
        "unfilled",
        &[Unfilled::ToParent, Unfilled::Lost],
    );
    sheet.condition(words, "when", t!("form-reserved-when"), &mut seats.when);
    let says = seats.clause.is_some();
    sheet.fold("notice", t!("form-clause"), says, |sheet| {
        sheet.clause("clause", &mut seats.clause);
    });
}

/// Over which places they are counted.
fn over(sheet: &mut RuleForm, words: &RuleDocument, own: &mut ReservedOf) {
    let pools: Vec<_> = words
        .pools
        .iter()
        .map(|pool| {
            (
                pool.code.clone(),
                pool.name.in_lang(lang::current()).to_owned(),
            )
        })
        .collect();
    let mut offered = vec![
        (ReservedOf::Campaign, t!("form-reserved-campaign")),
        (
            ReservedOf::Posts(Scope::default()),
            t!("form-reserved-posts"),
        ),
    ];
    if let Some((first, _)) = pools.first() {
        let of = ReservedOf::Pool(first.clone());
        offered.push((of, t!("form-reserved-pool")));
    }
    kinds(
        sheet,
        Field::new("of", t!("form-reserved-of")),
        own,
        offered,
    );
    match own {
        ReservedOf::Campaign => {}
        ReservedOf::Pool(pool) => {
            let other = pool.to_string();
            let field = Field::new("pool", t!("form-reserved-pool"));
            sheet.choose(field, pool, pools, other);
        }
        ReservedOf::Posts(scope) => {
            let (label, own) = (t!("form-scope-posts"), &mut scope.posts);
            sheet.posts(words, "posts", label, own);
            sheet.scope_pools(words, "pools", &mut scope.pools);
        }
    }
}
