//! What a candidate's photo must be, judged from measurements so that the browser and the server say the same.

use serde::{Deserialize, Serialize};

/// Measured from the decoded picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoFacts {
    pub width: u32,
    pub height: u32,
    /// Mean lightness of the picture, 0 to 255.
    pub lightness: u8,
    /// Mean lightness of the upper corners, where the background is.
    pub background: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoProblem {
    /// Fewer pixels than a printed ticket needs.
    TooSmall {
        width: u32,
        height: u32,
    },
    /// Wider than high, or a strip: not a portrait.
    NotPortrait {
        width: u32,
        height: u32,
    },
    TooDark,
    BackgroundNotLight,
}

/// What the stored photo is cut and scaled to: a one-inch portrait at 300 dpi and a half.
pub const STORED: (u32, u32) = (413, 579);
/// The least that can be enlarged to it without blurring a face.
pub const LEAST: (u32, u32) = (200, 280);
/// Uploads above this are refused; scaling is the platform's work, not the applicant's.
pub const LIMIT_BYTES: u64 = 8 * 1024 * 1024;

/// All that is wrong with a photo; empty when it can be used as it is.
pub fn check(photo: PhotoFacts) -> Vec<PhotoProblem> {
    let PhotoFacts {
        width,
        height,
        lightness,
        background,
    } = photo;
    let mut problems = Vec::new();
    if width < LEAST.0 || height < LEAST.1 {
        problems.push(PhotoProblem::TooSmall { width, height });
    }
    // Between a square and twice as high as wide: everything else would lose the face when cut to 5:7.
    if height < width || height > 2 * width {
        problems.push(PhotoProblem::NotPortrait { width, height });
    }
    if lightness < 70 {
        problems.push(PhotoProblem::TooDark);
    }
    if background < 150 {
        problems.push(PhotoProblem::BackgroundNotLight);
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: PhotoFacts = PhotoFacts {
        width: 413,
        height: 579,
        lightness: 170,
        background: 240,
    };

    #[test]
    fn a_light_portrait_is_used_as_it_is() {
        assert_eq!(check(GOOD), []);
    }

    #[test]
    fn a_photo_of_exactly_the_least_size_will_do_and_one_point_less_will_not() {
        let least = PhotoFacts {
            width: LEAST.0,
            height: LEAST.1,
            ..GOOD
        };
        assert_eq!(check(least), []);
        for small in [
            PhotoFacts {
                width: LEAST.0 - 1,
                ..least
            },
            PhotoFacts {
                height: LEAST.1 - 1,
                ..least
            },
        ] {
            let PhotoFacts { width, height, .. } = small;
            assert_eq!(check(small), [PhotoProblem::TooSmall { width, height }]);
        }
        assert_eq!(
            check(PhotoFacts {
                width: 300,
                height: 300,
                ..GOOD
            }),
            []
        );
        assert_eq!(
            check(PhotoFacts {
                width: 300,
                height: 600,
                ..GOOD
            }),
            []
        );
        assert_eq!(
            check(PhotoFacts {
                lightness: 70,
                background: 150,
                ..GOOD
            }),
            []
        );
    }

    #[test]
    fn each_fault_of_a_photo_is_said_and_all_at_once() {
        let bad = PhotoFacts {
            width: 300,
            height: 150,
            lightness: 40,
            background: 90,
        };
        assert_eq!(
            check(bad),
            [
                PhotoProblem::TooSmall {
                    width: 300,
                    height: 150
                },
                PhotoProblem::NotPortrait {
                    width: 300,
                    height: 150
                },
                PhotoProblem::TooDark,
                PhotoProblem::BackgroundNotLight,
            ]
        );
    }
}
