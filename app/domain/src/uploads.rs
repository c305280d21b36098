//! What may be uploaded with an application: judged by what the file is, not by what it calls itself.

use crate::{Problem, photo};
use serde::{Deserialize, Serialize};

/// A document is at most this large.
pub const DOCUMENT_LIMIT: u64 = 5 * 1024 * 1024;
/// So many pages or sides of one document can be handed in.
pub const MOST_OF_A_DOCUMENT: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Jpeg,
    Png,
    Pdf,
}

impl FileKind {
    pub const fn media_type(self) -> &'static str {
        match self {
            FileKind::Jpeg => "image/jpeg",
            FileKind::Png => "image/png",
            FileKind::Pdf => "application/pdf",
        }
    }

    pub fn of_media_type(media_type: &str) -> Option<Self> {
        [FileKind::Jpeg, FileKind::Png, FileKind::Pdf]
            .into_iter()
            .find(|kind| kind.media_type() == media_type)
    }

    /// What a name claims to be; pictures are one family, because phones and chat programs rename them freely.
    fn claimed_by(name: &str) -> Option<Family> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "jpg" | "jpeg" | "png" => Some(Family::Picture),
            "pdf" => Some(Family::Pdf),
            _ => Some(Family::Other),
        }
    }

    fn family(self) -> Family {
        match self {
            FileKind::Jpeg | FileKind::Png => Family::Picture,
            FileKind::Pdf => Family::Pdf,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Picture,
    Pdf,
    Other,
}

/// What the first bytes of a file say: its media type and the ending that such files carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    pub media_type: &'a str,
    pub ending: &'a str,
}

/// # Errors
/// Too large; unreadable; not a picture or PDF; not what its name says.
pub fn document(name: &str, found: Option<Found>, size: u64) -> Result<FileKind, Problem> {
    if size > DOCUMENT_LIMIT {
        return Err(Problem::FileTooLarge {
            limit: DOCUMENT_LIMIT,
            size,
        });
    }
    let found = found.ok_or(Problem::FileUnreadable)?;
    let kind = FileKind::of_media_type(found.media_type)
        .filter(|kind| FileKind::claimed_by(name).is_none_or(|claimed| claimed == kind.family()));
    kind.ok_or_else(|| Problem::FileType {
        found: found.ending.to_uppercase(),
    })
}

/// # Errors
/// As [`document`], and for a PDF.
pub fn portrait(name: &str, found: Option<Found>, size: u64) -> Result<FileKind, Problem> {
    if size > photo::LIMIT_BYTES {
        return Err(Problem::FileTooLarge {
            limit: photo::LIMIT_BYTES,
            size,
        });
    }
    let found = found.ok_or(Problem::FileUnreadable)?;
    let kind =
        FileKind::of_media_type(found.media_type).filter(|kind| kind.family() == Family::Picture);
    let kind = kind.ok_or_else(|| Problem::NotAPicture {
        found: found.ending.to_uppercase(),
    })?;
    match FileKind::claimed_by(name) {
        None | Some(Family::Picture) => Ok(kind),
        Some(_) => Err(Problem::FileType {
            found: found.ending.to_uppercase(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JPEG: Option<Found> = Some(Found {
        media_type: "image/jpeg",
        ending: "jpg",
    });
    const PDF: Option<Found> = Some(Found {
        media_type: "application/pdf",
        ending: "pdf",
    });
    const ZIP: Option<Found> = Some(Found {
        media_type: "application/zip",
        ending: "zip",
    });

    #[test]
    fn a_file_is_judged_by_its_content_against_its_name() {
        assert_eq!(document("证书.jpg", JPEG, 1000), Ok(FileKind::Jpeg));
        assert_eq!(
            document("证书.PNG", JPEG, 1000),
            Ok(FileKind::Jpeg),
            "pictures are renamed freely"
        );
        assert_eq!(
            document("证书.pdf", JPEG, 1000),
            Err(Problem::FileType {
                found: "JPG".into()
            })
        );
        assert_eq!(
            document("证书.jpg", PDF, 1000),
            Err(Problem::FileType {
                found: "PDF".into()
            })
        );
        assert_eq!(
            document("证书.jpg", ZIP, 1000),
            Err(Problem::FileType {
                found: "ZIP".into()
            })
        );
        assert_eq!(
            document("证书.docx", JPEG, 1000),
            Err(Problem::FileType {
                found: "JPG".into()
            })
        );
        assert_eq!(
            document("证书.jpg", None, 1000),
            Err(Problem::FileUnreadable)
        );
    }

    #[test]
    fn a_file_at_the_limit_is_taken_and_one_byte_more_is_not() {
        assert!(document("a.pdf", PDF, DOCUMENT_LIMIT).is_ok());
        let size = DOCUMENT_LIMIT + 1;
        assert_eq!(
            document("a.pdf", PDF, size),
            Err(Problem::FileTooLarge {
                limit: DOCUMENT_LIMIT,
                size
            })
        );
        assert!(portrait("a.jpg", JPEG, photo::LIMIT_BYTES + 1).is_err());
    }

    #[test]
    fn a_photo_is_a_picture() {
        assert_eq!(portrait("IMG_1.jpg", JPEG, 1000), Ok(FileKind::Jpeg));
        assert_eq!(
            portrait("IMG_1.jpg", PDF, 1000),
            Err(Problem::NotAPicture {
                found: "PDF".into()
            })
        );
        assert_eq!(
            portrait("a.pdf", JPEG, 1000),
            Err(Problem::FileType {
                found: "JPG".into()
            })
        );
    }
}
