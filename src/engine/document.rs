//! The source record: what an importer hands to the writer.
//!
//! Owns the shape of an article before it is indexed. What the pack stores and what a reader sees
//! are other types (`index`, `view`).

/// One article as its source printed it, cleaned of the page around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Unique in the collection; a second article inside a file is `<id>#2`.
    pub id: String,
    /// The id of the article this one was printed inside of.
    pub parent: Option<String>,
    /// BCP 47 tag; empty lets the writer decide from the text.
    pub lang: String,
    /// The headline, once.
    pub title: String,
    /// The standfirst.
    pub lead: Option<String>,
    /// The paragraphs in printed order, headings among them.
    pub body: Vec<String>,
    /// Which paragraphs of the body are headings, in order.
    pub headings: Vec<Heading>,
    /// Which paragraphs of the body are pictures, in order; their text is the alternative one.
    pub images: Vec<Image>,
    /// Who published it.
    pub source: Option<String>,
    /// Whom the publisher quotes as its own source.
    pub via: Option<String>,
    /// The news agency of a dateline («موسكو-سانا»).
    pub agency: Option<String>,
    /// The place of a dateline.
    pub dateline: Option<String>,
    /// The rubric («آسیا»).
    pub section: Option<String>,
    /// The publication date that the page prints; never one that is guessed.
    pub date: Option<PrintedDate>,
    /// The publisher's own number of the article.
    pub article_id: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Keywords of the publisher.
    pub tags: Vec<String>,
    /// The keyword line as printed, where it had no separators.
    pub tags_raw: Option<String>,
    /// Readers' comments: kept, shown on demand, never indexed.
    pub comments: Vec<Comment>,
}

impl Document {
    /// Leaves out the paragraphs of the body that `keep` does not want, by place and text.
    pub fn keep_paragraphs(&mut self, mut keep: impl FnMut(usize, &str) -> bool) {
        let (mut at, mut n_kept) = (0, 0);
        // The places of the headings rise, and so do those that are looked at.
        let mut headings = std::mem::take(&mut self.headings).into_iter().peekable();
        let mut images = std::mem::take(&mut self.images).into_iter().peekable();
        self.body.retain(|text| {
            let heading = headings.next_if(|heading| heading.paragraph == at);
            let image = images.next_if(|image| image.paragraph == at);
            let is_kept = keep(at, text);
            at += 1;
            if is_kept {
                self.headings.extend(heading.map(|heading| Heading {
                    paragraph: n_kept,
                    ..heading
                }));
                self.images.extend(image.map(|image| Image {
                    paragraph: n_kept,
                    ..image
                }));
                n_kept += 1;
            }
            is_kept
        });
    }
}

/// A paragraph that heads those that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Its place in the body, from 0 on.
    pub paragraph: usize,
    /// The level that its source gives it, 1 for the highest; only the order of levels counts.
    pub level: u8,
}

/// A paragraph that is a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its place in the body, from 0 on.
    pub paragraph: usize,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// What follows `data:image/` in its address: `png;base64,iVBORw0K…`.
    pub data: String,
}

/// A date as printed, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedDate {
    /// The page's own words.
    pub printed: String,
    /// The calendar the page counts in.
    pub calendar: Calendar,
    /// ISO 8601, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm`; Gregorian, no zone.
    pub iso: String,
}

/// The calendars that sources print dates in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// Proleptic Gregorian.
    Gregorian,
    /// Solar Hijri, the calendar of Iran.
    Persian,
}

impl Calendar {
    /// The Unicode calendar identifier (`-u-ca-…`).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Calendar::Gregorian => "gregory",
            Calendar::Persian => "persian",
        }
    }
}

/// A reader's comment under an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comment {
    /// The name it was signed with.
    pub author: String,
    /// Country code, where the page prints one.
    pub country: Option<String>,
    /// Time of day `hh:mm`.
    pub time: Option<String>,
    /// The day it was written.
    pub date: Option<PrintedDate>,
    /// Votes for and against.
    pub votes: Option<(u32, u32)>,
    /// What it says.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_pictures_stay_with_their_paragraphs() {
        let heading = |paragraph, level| Heading { paragraph, level };
        let image = |paragraph| Image {
            paragraph,
            size: (1, 1),
            data: "gif;base64,R0lG".to_owned(),
        };
        let mut document = Document {
            body: ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec(),
            headings: vec![heading(0, 1), heading(2, 2), heading(4, 3)],
            images: vec![image(1), image(3)],
            ..Document::default()
        };
        document.keep_paragraphs(|at, text| at != 0 && text != "d");
        assert_eq!(document.body, ["b", "c", "e"]);
        assert_eq!(document.headings, [heading(1, 2), heading(2, 3)]);
        assert_eq!(document.images, [image(0)]);
    }
}
