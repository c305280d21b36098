//! Pass lines in sentences.

use crate::numbers::{Points, Ratio};
use crate::rules::RuleDocument;
use crate::rules::lists::say::across;
use crate::rules::names::{full_of, score_name};
use crate::rules::say::{Said, aside, clauses, either, phrase, quoted, rounding, said, say};
use crate::rules::stages::{CalledOrCame, Line, LineAt, MeanShare, PeoplePerPlace};
use crate::text::Lang;

/// The mean of those who sat in the same room.
pub(crate) const ROOM_MEAN: Said = said("同考场的平均分", "the mean of the room");

/// All lines of a stage or of the total.
pub(crate) fn lines(doc: &RuleDocument, lines: Option<&[Line]>, lang: Lang) -> String {
    match lines {
        None => say!(lang, "没有写合格线", "no pass line is stated"),
        Some([]) => say!(lang, "不设合格线", "no pass line"),
        Some(lines) => clauses(lines.iter().map(|own| line(doc, own, lang)), lang),
    }
}

fn line(doc: &RuleDocument, line: &Line, lang: Lang) -> String {
    let of = score_name(doc, &line.on, lang);
    let at = line_at(&line.at, full_of(doc, &line.on), lang);
    let reach = match line.strictly {
        false => say!(lang, "{of}要达到{at}", "{of} at least {at}"),
        true => say!(
            lang,
            "{of}要高于{at}，等于也不行",
            "{of} above {at}, not only on it"
        ),
    };
    let below = line.only_below.map(|few| {
        let (who, ratio) = people_per_place(few, lang);
        say!(
            lang,
            "只在每个名额{who}不足{ratio}人时用",
            "only with fewer than {ratio} people {who} for each place"
        )
    });
    let up_to = line.only_up_to.map(|few| {
        let (who, ratio) = people_per_place(few, lang);
        say!(
            lang,
            "只在每个名额{who}不超过{ratio}人时用",
            "only with at most {ratio} people {who} for each place"
        )
    });
    phrase(
        [
            reach,
            below.unwrap_or_default(),
            up_to.unwrap_or_default(),
            quoted(line.clause.as_ref(), lang),
        ],
        lang,
    )
}

fn people_per_place(few: PeoplePerPlace, lang: Lang) -> (String, String) {
    let who = match few.of {
        CalledOrCame::Called => say!(lang, "应到", "called"),
        CalledOrCame::Came => say!(lang, "实到", "present"),
    };
    (who, few.ratio.plain())
}

/// A line as words; with the full mark also in points.
pub(crate) fn line_at(at: &LineAt, full: Option<Points>, lang: Lang) -> String {
    let each = |lines: &[LineAt]| {
        lines
            .iter()
            .map(|at| line_at(at, full, lang))
            .collect::<Vec<_>>()
    };
    match at {
        LineAt::Fixed(points) => {
            let points = points.plain();
            say!(lang, "{points}分", "{points}")
        }
        LineAt::Share(share) => {
            let percent = share.as_percent();
            let points = full.and_then(|full| share_of(full, *share));
            let points = points.map(Points::plain).unwrap_or_default();
            let points = aside(&points, lang);
            say!(
                lang,
                "满分的{percent}{points}",
                "{percent} of the full mark{points}"
            )
        }
        LineAt::Mean(mean) => mean_share(mean, lang),
        LineAt::RoomMean => ROOM_MEAN.in_lang(lang).to_owned(),
        LineAt::SetLater => say!(lang, "考后划定的线", "a line that is set after the test"),
        LineAt::LowestOf(lines) => {
            let lines = either(each(lines), lang);
            say!(lang, "{lines}中最低的", "the lowest of {lines}")
        }
        LineAt::HighestOf(lines) => {
            let lines = either(each(lines), lang);
            say!(lang, "{lines}中最高的", "the highest of {lines}")
        }
    }
}

fn mean_share(mean: &MeanShare, lang: Lang) -> String {
    let (percent, of) = (mean.share.as_percent(), across(mean.across, lang));
    let rounded = mean.rounding.map(|by| rounding(by, lang));
    let rounded = aside(&rounded.unwrap_or_default(), lang);
    say!(
        lang,
        "{of}到场人员平均分的{percent}{rounded}",
        "{percent} of the mean of those {of} who came{rounded}"
    )
}

/// Only where it comes out exactly.
fn share_of(full: Points, share: Ratio) -> Option<Points> {
    let product = full
        .raw()
        .checked_mul(i64::try_from(share.numerator()).ok()?)?;
    let denominator = i64::try_from(share.denominator()).ok()?;
    (product % denominator == 0).then(|| Points::from_raw(product / denominator))
}
