//! The usual courses of a recruitment, ready to be put into rules that state no stage yet: an ordinary recruitment needs
//! no thought about stages. Each is a rule document of its own, with the values that notices usually have.

use domain::rules::{Lang, RuleDocument};
use std::sync::LazyLock;

pub struct Template {
    /// As forms name it.
    pub code: &'static str,
    document: RuleDocument,
}

static ALL: LazyLock<[Template; 2]> = LazyLock::new(|| {
    [
        read(
            "written-interview",
            include_bytes!("templates/written-interview.json"),
        ),
        read(
            "interview-only",
            include_bytes!("templates/interview-only.json"),
        ),
    ]
});

const ACT: &str = "template:";

/// A template that cannot be read puts in nothing; a test reads each of them.
fn read(code: &'static str, json: &[u8]) -> Template {
    let document = RuleDocument::from_json(json).unwrap_or_default();
    Template { code, document }
}

impl Template {
    pub fn all() -> &'static [Template] {
        ALL.as_slice()
    }

    /// The value of the button that puts it in.
    pub fn act(&self) -> String {
        format!("{ACT}{}", self.code)
    }

    pub fn of_act(act: &str) -> Option<&'static Template> {
        let code = act.strip_prefix(ACT)?;
        ALL.iter().find(|template| template.code == code)
    }

    /// What people call it: written test and interview.
    pub fn name(&self, lang: Lang) -> &str {
        self.document.title.in_lang(lang)
    }

    /// The stages, and what follows from them wherever the rules do not state it yet.
    pub fn put_into(&self, doc: &mut RuleDocument) {
        let own = self.document.clone();
        doc.stages = own.stages;
        doc.total = doc.total.take().or(own.total);
        doc.ties = doc.ties.take().or(own.ties);
        doc.after = doc.after.take().or(own.after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::rules::{Severity, defaults_of, lint, summary};

    /// A notice whose course is the template's.
    fn with_course(template: &Template) -> RuleDocument {
        let notice = include_bytes!("../../domain/tests/notices/O03-demo.json");
        let mut doc = RuleDocument {
            bonus: None,
            stages: Vec::new(),
            total: None,
            ties: None,
            after: None,
            examples: Vec::new(),
            ..RuleDocument::from_json(notice).unwrap()
        };
        template.put_into(&mut doc);
        doc
    }

    #[test]
    fn nothing_in_a_template_blocks() {
        for template in Template::all() {
            let doc = with_course(template);
            assert!(!doc.stages.is_empty(), "{}", template.code);
            let found = lint(&doc).into_iter();
            let blocking = found.filter(|finding| finding.severity == Severity::Blocks);
            assert_eq!(blocking.collect::<Vec<_>>(), [], "{}", template.code);
        }
    }

    #[test]
    fn a_template_leaves_open_only_whether_there_are_pass_lines() {
        for template in Template::all() {
            let open = defaults_of(&template.document);
            let course = ["/stages", "/total", "/ties", "/after"];
            let own = open.iter().map(|point| point.path.as_str());
            let own = own.filter(|path| course.iter().any(|part| path.starts_with(part)));
            let own: Vec<_> = own.filter(|path| !path.ends_with("/lines")).collect();
            assert_eq!(own, [""; 0], "{}", template.code);
        }
    }

    #[test]
    fn templates_read_out_in_both_languages_and_bear_names_of_their_own() {
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        for template in Template::all() {
            for section in summary(&template.document, Lang::En) {
                for sentence in section.sentences {
                    assert!(!sentence.contains(han), "{}: {sentence}", template.code);
                }
            }
            assert!(template.name(Lang::Zh).contains(han), "{}", template.code);
        }
    }

    #[test]
    fn what_is_stated_already_stays() {
        let template = &Template::all()[0];
        let mut doc = RuleDocument {
            after: Some(Vec::new()),
            ..RuleDocument::default()
        };
        template.put_into(&mut doc);
        assert_eq!(doc.stages, template.document.stages);
        assert_eq!(doc.total, template.document.total);
        assert_eq!(doc.after, Some(Vec::new()));
    }
}
