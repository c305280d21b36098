//! Bands: what a figure gives. Events of a stage and items of a bonus read the same ones.

use super::document::{Band, BandGives, Slope};
use crate::numbers::Points;
use crate::rules::eligibility::Condition;

/// Whether a condition holds for the person at hand; `None` while a fact is missing.
pub(crate) type Holds<'h> = &'h mut dyn FnMut(&Condition) -> Option<bool>;

/// No figure gives more points than this, nor fewer than as many below nothing.
pub(crate) const MOST: Points = Points::whole(100_000);

/// What bands give for a figure, in ten-thousandths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    Points(i64),
    /// The band puts the person out.
    Out,
    /// No band fits.
    Nothing,
    /// A fact that a band asks for is missing.
    Unknown,
}

/// The first band that fits counts. Conditions are asked only of bands that hold the figure.
pub(crate) fn band_points(bands: &[Band], figure: i64, holds: Holds) -> Given {
    for band in bands.iter().filter(|band| band.holds_figure(figure)) {
        match band.when.as_ref().map_or(Some(true), &mut *holds) {
            None => return Given::Unknown,
            Some(false) => {}
            Some(true) => return band.gives_for(figure),
        }
    }
    Given::Nothing
}

/// Every band counts for the part of the figure that lies in it: from its `from`, or from nothing, to its `to`. A band
/// that puts somebody out puts out whoever reaches it.
pub(crate) fn marginal_points(bands: &[Band], figure: i64, holds: Holds) -> Given {
    let (mut sum, mut any) = (0i64, false);
    for band in bands {
        let lower = raw_or(band.from, 0);
        if figure < lower {
            continue;
        }
        match band.when.as_ref().map_or(Some(true), &mut *holds) {
            None => return Given::Unknown,
            Some(false) => continue,
            Some(true) => any = true,
        }
        sum += match &band.gives {
            BandGives::Out => return Given::Out,
            BandGives::Points(points) => points.raw(),
            BandGives::Each(slope) => slope.points_for(figure.min(raw_or(band.to, figure)) - lower),
        };
    }
    if any {
        Given::Points(clamped(sum.into()))
    } else {
        Given::Nothing
    }
}

impl Band {
    fn holds_figure(&self, figure: i64) -> bool {
        self.from.is_none_or(|from| figure >= from.raw())
            && self.to.is_none_or(|to| figure <= to.raw())
    }

    /// For a figure that the band holds.
    fn gives_for(&self, figure: i64) -> Given {
        match &self.gives {
            BandGives::Out => Given::Out,
            BandGives::Points(points) => Given::Points(clamped(points.raw().into())),
            BandGives::Each(slope) => {
                let beyond = match (self.from, self.to) {
                    (None, Some(to)) => to.raw() - figure,
                    (from, _) => figure - raw_or(from, 0),
                };
                Given::Points(slope.points_for(beyond))
            }
        }
    }
}

impl Slope {
    /// What lies so far beyond the end of a band gives: whole units only.
    fn points_for(&self, beyond: i64) -> i64 {
        let units = match self.unit.raw() {
            unit if unit > 0 => beyond.max(0) / unit,
            _ => 0,
        };
        let sum = i128::from(self.base.raw()) + i128::from(units) * i128::from(self.points.raw());
        let least = self.least.map_or(sum, |least| sum.max(least.raw().into()));
        clamped(self.most.map_or(least, |most| least.min(most.raw().into())))
    }
}

fn raw_or(points: Option<Points>, otherwise: i64) -> i64 {
    points.map_or(otherwise, Points::raw)
}

fn clamped(sum: i128) -> i64 {
    let most = i128::from(MOST.raw());
    sum.clamp(-most, most) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(text: &str) -> Points {
        text.parse().unwrap()
    }

    fn band(from: &str, to: &str, gives: BandGives) -> Band {
        let end = |text: &str| (!text.is_empty()).then(|| points(text));
        Band {
            when: None,
            from: end(from),
            to: end(to),
            gives,
        }
    }

    fn flat(from: &str, to: &str, gives: &str) -> Band {
        band(from, to, BandGives::Points(points(gives)))
    }

    fn slope(base: &str, unit: &str, each: &str) -> Slope {
        Slope {
            base: points(base),
            unit: points(unit),
            points: points(each),
            least: None,
            most: None,
        }
    }

    fn first(bands: &[Band], figure: &str) -> Given {
        band_points(bands, points(figure).raw(), &mut |_| None)
    }

    fn given(text: &str) -> Given {
        Given::Points(points(text).raw())
    }

    #[test]
    fn the_first_band_that_holds_the_figure_counts_both_ends_included() {
        let bands = [
            flat("", "59.9999", "0"),
            flat("60", "80", "5"),
            flat("80", "", "10"),
            band("90", "", BandGives::Out),
        ];
        for (figure, gives) in [
            ("0", "0"),
            ("60", "5"),
            ("80", "5"),
            ("80.01", "10"),
            ("95", "10"),
        ] {
            assert_eq!(first(&bands, figure), given(gives), "{figure}");
        }
        let gap = [flat("60", "80", "5"), band("", "50", BandGives::Out)];
        assert_eq!(first(&gap, "55"), Given::Nothing);
        assert_eq!(first(&gap, "50"), Given::Out);
        assert_eq!(first(&[], "50"), Given::Nothing);
    }

    #[test]
    fn a_slope_counts_whole_units_beyond_its_beginning() {
        let typed = [band("40", "", BandGives::Each(slope("60", "2", "1.5")))];
        for (figure, gives) in [("40", "60"), ("41.9", "60"), ("42", "61.5"), ("50", "67.5")] {
            assert_eq!(first(&typed, figure), given(gives), "{figure}");
        }
        assert_eq!(first(&typed, "39"), Given::Nothing);
    }

    #[test]
    fn without_a_beginning_a_slope_counts_whole_units_below_its_end() {
        // A run of 1000 m: 60 points at 4:30, one more for every three seconds less.
        let run = [band("", "270", BandGives::Each(slope("60", "3", "1")))];
        for (figure, gives) in [("270", "60"), ("267.5", "60"), ("267", "61"), ("240", "70")] {
            assert_eq!(first(&run, figure), given(gives), "{figure}");
        }
        let years = [band("", "", BandGives::Each(slope("0", "1", "0.5")))];
        assert_eq!(
            first(&years, "3.9"),
            given("1.5"),
            "from nothing where neither end is said"
        );
    }

    #[test]
    fn a_slope_stays_between_its_least_and_its_most() {
        let falling = Slope {
            least: Some(points("10")),
            ..slope("60", "1", "-5")
        };
        let rising = Slope {
            most: Some(points("100")),
            ..slope("60", "1", "5")
        };
        let bands = |slope| [band("0", "", BandGives::Each(slope))];
        assert_eq!(first(&bands(falling.clone()), "4"), given("40"));
        assert_eq!(first(&bands(falling), "30"), given("10"));
        assert_eq!(first(&bands(rising), "30"), given("100"));
        let steep = [band(
            "0",
            "",
            BandGives::Each(slope("0", "0.0001", "1000000")),
        )];
        assert_eq!(first(&steep, "1000000"), Given::Points(MOST.raw()));
        let no_unit = [band("0", "", BandGives::Each(slope("7", "0", "1")))];
        assert_eq!(
            first(&no_unit, "5"),
            given("7"),
            "nothing is divided by nothing"
        );
    }

    #[test]
    fn a_condition_is_asked_only_where_the_figure_fits() {
        let women = Band {
            when: Some(Condition::Yes("woman".into())),
            ..flat("50", "", "8")
        };
        let bands = [women, flat("50", "", "6"), flat("", "", "1")];
        let ask = |figure: &str, answer: Option<bool>| {
            band_points(&bands, points(figure).raw(), &mut |_| answer)
        };
        assert_eq!(ask("50", Some(true)), given("8"));
        assert_eq!(ask("50", Some(false)), given("6"));
        assert_eq!(ask("50", None), Given::Unknown);
        assert_eq!(ask("49", None), given("1"), "not asked");
    }

    #[test]
    fn marginal_bands_count_each_for_the_part_that_lies_in_it() {
        let each = |from, to, points| band(from, to, BandGives::Each(slope("0", "1", points)));
        // One point a year for three years, half a point for three more, then a quarter.
        let years = [
            each("", "3", "1"),
            each("3", "6", "0.5"),
            each("6", "", "0.25"),
        ];
        let marginal = |bands: &[Band], figure: &str| {
            marginal_points(bands, points(figure).raw(), &mut |_| None)
        };
        for (figure, gives) in [
            ("0", "0"),
            ("2.5", "2"),
            ("3", "3"),
            ("5", "4"),
            ("6", "4.5"),
            ("10", "5.5"),
        ] {
            assert_eq!(marginal(&years, figure), given(gives), "{figure}");
        }
        let steps = [flat("1", "", "2"), flat("5", "", "3")];
        assert_eq!(marginal(&steps, "0.5"), Given::Nothing);
        assert_eq!(marginal(&steps, "4"), given("2"));
        assert_eq!(marginal(&steps, "5"), given("5"));
    }
}
