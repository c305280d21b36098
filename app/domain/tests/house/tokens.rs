//! A source file as words and signs: no comments, no texts, no tests.

/// The words and signs that a search for paths needs; other signs stand for themselves, letter by letter.
pub fn tokens(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        let rest = &letters[at..];
        let begins = |with: &str| rest.iter().copied().take(with.len()).eq(with.chars());
        if begins("//") {
            at += rest.iter().take_while(|own| **own != '\n').count();
        } else if rest[0] == '"' {
            at += text_length(rest);
        } else if rest[0] == '\'' {
            at += letter_length(rest);
        } else if is_word(rest[0]) {
            let word: String = rest.iter().take_while(|own| is_word(**own)).collect();
            at += word.chars().count();
            found.push(word);
        } else if begins("::") {
            at += 2;
            found.push("::".to_owned());
        } else {
            at += 1;
            if !rest[0].is_whitespace() {
                found.push(rest[0].to_string());
            }
        }
    }
    without_tests(found)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Up to the quote that ends it.
fn text_length(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// A letter in quotes; of a lifetime the quote alone.
fn letter_length(rest: &[char]) -> usize {
    match rest {
        [_, '\\', ..] => 3 + rest[3..].iter().take_while(|own| **own != '\'').count() + 1,
        [_, _, '\'', ..] => 3,
        _ => 1,
    }
}

/// Leaves out modules of tests that stand in the file.
fn without_tests(tokens: Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match test_module(&tokens[at..]) {
            Some(head) if tokens[at + head] == "{" => at += head + block(&tokens[at + head..]),
            _ => {
                found.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    found
}

const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];

/// How many tokens `#[cfg(test)] mod name` takes, where it stands here.
fn test_module(tokens: &[String]) -> Option<usize> {
    let here = tokens.len() > TEST.len() && tokens.iter().zip(TEST).all(|(own, test)| own == test);
    let name = tokens.iter().skip(TEST.len()).position(|own| own == "mod");
    let name = TEST.len() + name.filter(|at| here && *at < 5)?;
    (name + 2 < tokens.len()).then_some(name + 2)
}

/// The names of test modules that stand in files of their own.
pub fn test_files(tokens: &[String]) -> Vec<String> {
    let heads = (0..tokens.len()).filter_map(|at| Some(at + test_module(&tokens[at..])?));
    heads
        .filter(|end| tokens[*end] == ";")
        .map(|end| tokens[end - 1].clone())
        .collect()
}

/// How many tokens stand in these braces, with them.
fn block(tokens: &[String]) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

#[test]
fn texts_comments_and_tests_are_no_code() {
    let text = "use a::b; // use c::d;\nconst X: &str = \"e::f\"; fn g<'a>(h: &'a str) -> char { 'i' }\n\
                #[cfg(test)]\nmod tests { use j::k; }\nfn l() {}";
    let found = tokens(text);
    assert!(found.contains(&"b".to_owned()) && found.contains(&"l".to_owned()));
    for absent in ["d", "e", "i", "k"] {
        assert!(!found.contains(&absent.to_owned()), "{absent}");
    }
    assert_eq!(
        test_files(&tokens("#[cfg(test)]\nmod limits;\nmod run;")),
        ["limits"]
    );
}
