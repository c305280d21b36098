//! Choosing among what the document itself names: posts, pools, areas, questions.

use super::{blocks::Control, sheet::RuleForm};
use crate::ui::{forms::Field, lang, words};
use domain::{
    Problem,
    rules::{
        AreaCode, AreaLevel, Bilingual, FactKey, FactKind, PoolCode, PostCode, RuleDocument, Scope,
    },
};

pub fn fact_label(words: &RuleDocument, fact: &FactKey) -> String {
    words.fact(fact).map_or_else(
        || fact.to_string(),
        |def| def.label.in_lang(lang::current()).to_owned(),
    )
}

/// Words of the forms as a text of the rules.
pub fn both(say: impl Fn() -> String) -> Bilingual {
    let [zh, en] = lang::both(say);
    Bilingual::new(zh, en)
}

/// How fine an area is, by name.
pub fn area_levels() -> [(AreaLevel, String); 5] {
    use AreaLevel::{City, Community, County, Province, Street};
    let all = [Province, City, County, Street, Community];
    all.map(|level| (level, words::area_level(level)))
}

/// A sentence about an answer that only the rules can judge, in both languages.
fn said(say: impl Fn() -> String) -> Problem {
    let [zh, en] = lang::both(say);
    Problem::Answer { zh, en }
}

impl RuleForm {
    /// Several of the codes that are offered; codes that are not offered any more stay.
    pub fn codes<T>(
        &mut self,
        name: &str,
        label: String,
        offered: Vec<(T, String)>,
        own: &mut Vec<T>,
    ) where
        T: Clone + PartialEq + ToString,
    {
        let chosen: Vec<String> = own.iter().map(ToString::to_string).collect();
        let options = offered
            .iter()
            .map(|(code, label)| (code.to_string(), label.clone()))
            .collect();
        self.several(Field::new(name, label), options, &chosen);
        let Some(answers) = self.answers(name) else {
            return;
        };
        let ticked = |code: &T| answers.contains(&code.to_string());
        // In the order in which they stood, so that nothing changes where nobody changed it.
        let kept = own
            .iter()
            .filter(|code| ticked(code) || !offered.iter().any(|(known, _)| known == *code));
        let kept: Vec<T> = kept.cloned().collect();
        let new = offered
            .iter()
            .map(|(code, _)| code)
            .filter(|code| ticked(code) && !kept.contains(code))
            .cloned();
        *own = kept.iter().cloned().chain(new).collect();
    }

    /// Posts by their codes, separated by commas: a campaign may have hundreds.
    pub fn posts(
        &mut self,
        words: &RuleDocument,
        name: &str,
        label: String,
        own: &mut Vec<PostCode>,
    ) {
        let codes: Vec<&str> = own.iter().map(PostCode::as_str).collect();
        let before = codes.join(", ");
        self.put(
            Field::new(name, label).hint(t!("form-posts-hint")),
            Control::Input,
            &before,
        );
        let Some(typed) = self
            .answer(name)
            .filter(|typed| *typed != before)
            .map(str::to_owned)
        else {
            return;
        };
        let codes = typed
            .split([',', '，', '、', ';', '；', '\n'])
            .map(str::trim)
            .filter(|code| !code.is_empty());
        let codes: Vec<PostCode> = codes.map(PostCode::from).collect();
        match codes
            .iter()
            .find(|code| words.post(code).is_none() && !own.contains(code))
        {
            Some(unknown) => {
                let problem = said(|| t!("problem-no-such-post", code = unknown.as_str()));
                self.wrong(name, problem);
            }
            None => *own = codes,
        }
    }

    pub fn pools(
        &mut self,
        words: &RuleDocument,
        name: &str,
        label: String,
        own: &mut Vec<PoolCode>,
    ) {
        let lang = lang::current();
        let offered = words
            .pools
            .iter()
            .map(|pool| (pool.code.clone(), pool.name.in_lang(lang).to_owned()))
            .collect();
        self.codes(name, label, offered, own);
    }

    /// The pools that something is for. While the rules have none there is nothing to choose.
    pub fn scope_pools(&mut self, words: &RuleDocument, name: &str, own: &mut Vec<PoolCode>) {
        if !words.pools.is_empty() || !own.is_empty() {
            self.pools(words, name, t!("form-scope-pools"), own);
        }
    }

    pub fn areas(
        &mut self,
        words: &RuleDocument,
        name: &str,
        label: String,
        own: &mut Vec<AreaCode>,
    ) {
        let lang = lang::current();
        let offered = words
            .areas
            .iter()
            .map(|area| (area.code.clone(), area.name.in_lang(lang).to_owned()))
            .collect();
        self.codes(name, label, offered, own);
    }

    pub fn maybe_area(
        &mut self,
        words: &RuleDocument,
        name: &str,
        label: String,
        own: &mut Option<AreaCode>,
    ) {
        let lang = lang::current();
        let areas = words
            .areas
            .iter()
            .map(|area| (Some(area.code.clone()), area.name.in_lang(lang).to_owned()));
        let options = std::iter::once((None, t!("form-none")))
            .chain(areas)
            .collect();
        let other = own.as_ref().map(ToString::to_string).unwrap_or_default();
        self.choose(Field::new(name, label), own, options, other);
    }

    /// A question of one kind; it must be one that is there.
    pub fn question(
        &mut self,
        words: &RuleDocument,
        name: &str,
        label: String,
        own: &mut FactKey,
        fits: impl Fn(&FactKind) -> bool,
    ) {
        let none = own.as_str().is_empty();
        let none = none.then(|| (FactKey::default(), t!("form-none")));
        let facts = words.facts.iter().filter(|fact| fits(&fact.kind));
        let facts = facts.map(|fact| (fact.key.clone(), fact_label(words, &fact.key)));
        let options = none.into_iter().chain(facts).collect();
        let other = own.to_string();
        self.choose(Field::new(name, label), own, options, other);
        if own.as_str().is_empty() {
            self.wrong(name, Problem::Missing);
        }
    }

    pub fn area_level(&mut self, name: &str, label: String, own: &mut AreaLevel) {
        let options = area_levels().into_iter().collect();
        self.choose(Field::new(name, label), own, options, String::new());
    }

    /// For which posts something counts, folded while it counts for all.
    pub fn scope(&mut self, words: &RuleDocument, name: &str, own: &mut Scope) {
        let says = !own.is_everything();
        self.fold(name, t!("form-scope"), says, |sheet| {
            sheet.posts(
                words,
                &format!("{name}_posts"),
                t!("form-scope-posts"),
                &mut own.posts,
            );
            sheet.scope_pools(words, &format!("{name}_pools"), &mut own.pools);
        });
    }
}
