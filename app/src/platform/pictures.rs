//! Photos: decoded within limits, measured for the rules, cut and scaled by us. Writing the pixels anew drops whatever
//! the camera hid in the file.

use domain::{
    Problem,
    photo::{self, PhotoFacts},
};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, imageops::FilterType};
use std::io::Cursor;

/// A photo as it will be stored, and what the rules measure on it.
#[derive(Debug)]
pub struct Photo {
    pub jpeg: Vec<u8>,
    pub facts: PhotoFacts,
}

/// Reads a JPEG or PNG, turns it upright, cuts it to 5:7 around the middle and scales it.
///
/// # Errors
/// The field problem: not a picture, or too many pixels to be one.
pub fn read(bytes: &[u8]) -> Result<Photo, Problem> {
    let upright = decode(bytes).ok_or(Problem::FileUnreadable)?;
    let (width, height) = (upright.width(), upright.height());
    let cut = crop(&upright);
    let facts = PhotoFacts {
        width,
        height,
        lightness: mean(&cut, false),
        background: mean(&cut, true),
    };
    let (w, h) = photo::STORED;
    let scaled = cut.resize_exact(w, h, FilterType::CatmullRom).to_rgb8();
    let mut jpeg = Cursor::new(Vec::new());
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 88)
        .encode_image(&scaled)
        .map_err(|_| Problem::FileUnreadable)?;
    Ok(Photo {
        jpeg: jpeg.into_inner(),
        facts,
    })
}

fn decode(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(12_000);
    limits.max_image_height = Some(12_000);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some(picture)
}

fn crop(picture: &DynamicImage) -> DynamicImage {
    let (w, h) = (picture.width(), picture.height());
    let (keep_w, keep_h) = if w * 7 > h * 5 {
        (h * 5 / 7, h)
    } else {
        (w, w * 7 / 5)
    };
    // Faces sit above the middle: take what is too high from below.
    picture.crop_imm(
        (w - keep_w) / 2,
        (h - keep_h) / 4,
        keep_w.max(1),
        keep_h.max(1),
    )
}

/// Mean lightness of the whole, or of the two upper corners only.
fn mean(picture: &DynamicImage, corners: bool) -> u8 {
    let grey = picture.thumbnail_exact(50, 70).to_luma8();
    let chosen = |x: u32, y: u32| !corners || (y < 12 && !(8..42).contains(&x));
    let sum = grey
        .enumerate_pixels()
        .filter(|(x, y, _)| chosen(*x, *y))
        .map(|(.., p)| u64::from(p.0[0]));
    let (total, count) = sum.fold((0, 0), |(total, count), light| (total + light, count + 1));
    u8::try_from(total / u64::max(count, 1)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, grey: u8) -> Vec<u8> {
        let picture = image::GrayImage::from_pixel(width, height, image::Luma([grey]));
        let mut bytes = Cursor::new(Vec::new());
        picture
            .write_to(&mut bytes, image::ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_photo_is_cut_to_size_by_us() {
        let photo = read(&png(1000, 1200, 240)).unwrap();
        assert_eq!((photo.facts.width, photo.facts.height), (1000, 1200));
        let stored = image::load_from_memory(&photo.jpeg).unwrap();
        assert_eq!((stored.width(), stored.height()), photo::STORED);
        assert_eq!(photo::check(photo.facts), []);
    }

    #[test]
    fn a_dark_photo_is_measured_as_dark() {
        let facts = read(&png(500, 700, 20)).unwrap().facts;
        assert!(facts.lightness < 30 && facts.background < 30);
    }

    #[test]
    fn a_file_that_is_no_picture_is_said_to_be_unreadable() {
        assert_eq!(read(b"%PDF-1.7").unwrap_err(), Problem::FileUnreadable);
        assert_eq!(read(&[]).unwrap_err(), Problem::FileUnreadable);
    }
}
