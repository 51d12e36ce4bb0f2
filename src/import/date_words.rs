//! The words of printed dates: owns the tables that `date` reads by.

use icu_calendar::types::Weekday;
use kashkul_engine::document::Calendar;

use crate::date::Era;

const G: Calendar = Calendar::Gregorian;
const P: Calendar = Calendar::Persian;

/// Month names: Solar Hijri (Iran, Afghanistan), Gregorian in Persian, Arabic of Egypt, the
/// Levant and the Maghreb, Dari, Pashto and Urdu, and English.
#[rustfmt::skip]
pub(crate) const MONTHS: &[(&str, Calendar, u32)] = &[
    ("فروردین", P, 1), ("اردیبهشت", P, 2), ("خرداد", P, 3), ("تیر", P, 4), ("مرداد", P, 5),
    ("امرداد", P, 5), ("شهریور", P, 6), ("مهر", P, 7), ("آبان", P, 8), ("آذر", P, 9),
    ("دی", P, 10), ("بهمن", P, 11), ("اسفند", P, 12),
    ("حمل", P, 1), ("ثور", P, 2), ("جوزا", P, 3), ("سرطان", P, 4), ("اسد", P, 5),
    ("سنبله", P, 6), ("میزان", P, 7), ("عقرب", P, 8), ("قوس", P, 9), ("جدی", P, 10),
    ("دلو", P, 11), ("حوت", P, 12),
    ("ژانویه", G, 1), ("فوریه", G, 2), ("مارس", G, 3), ("آوریل", G, 4), ("آپریل", G, 4),
    ("مه", G, 5), ("می", G, 5), ("ژوئن", G, 6), ("ژوئیه", G, 7), ("ژوییه", G, 7),
    ("جولای", G, 7), ("اوت", G, 8), ("آگوست", G, 8), ("اگست", G, 8), ("سپتامبر", G, 9),
    ("اکتبر", G, 10), ("نوامبر", G, 11), ("دسامبر", G, 12),
    ("يناير", G, 1), ("فبراير", G, 2), ("أبريل", G, 4), ("مايو", G, 5), ("يونيو", G, 6),
    ("يونيه", G, 6), ("يوليو", G, 7), ("يوليه", G, 7), ("أغسطس", G, 8), ("سبتمبر", G, 9),
    ("أكتوبر", G, 10), ("نوفمبر", G, 11), ("ديسمبر", G, 12),
    ("كانون الثاني", G, 1), ("شباط", G, 2), ("آذار", G, 3), ("نيسان", G, 4), ("أيار", G, 5),
    ("حزيران", G, 6), ("تموز", G, 7), ("آب", G, 8), ("أيلول", G, 9), ("تشرين الأول", G, 10),
    ("تشرين الثاني", G, 11), ("كانون الأول", G, 12),
    ("جانفي", G, 1), ("فيفري", G, 2), ("أفريل", G, 4), ("ماي", G, 5), ("جوان", G, 6),
    ("جويلية", G, 7), ("يوليوز", G, 7), ("غشت", G, 8), ("شتنبر", G, 9), ("نونبر", G, 11),
    ("دجنبر", G, 12),
    ("january", G, 1), ("february", G, 2), ("march", G, 3), ("april", G, 4), ("may", G, 5),
    ("june", G, 6), ("july", G, 7), ("august", G, 8), ("september", G, 9), ("october", G, 10),
    ("november", G, 11), ("december", G, 12),
    ("كانون ثاني", G, 1), ("تشرين أول", G, 10), ("تشرين ثاني", G, 11), ("كانون أول", G, 12),
    ("جنوری", G, 1), ("فبروری", G, 2), ("فروری", G, 2), ("فېبروري", G, 2), ("مارچ", G, 3),
    ("اپریل", G, 4), ("مئی", G, 5), ("مۍ", G, 5), ("جون", G, 6), ("جولائی", G, 7),
    ("اګست", G, 8), ("سپتمبر", G, 9), ("سپټمبر", G, 9), ("ستمبر", G, 9), ("اکتوبر", G, 10),
    ("نومبر", G, 11), ("دسمبر", G, 12), ("ډسمبر", G, 12),
    ("jan", G, 1), ("feb", G, 2), ("mar", G, 3), ("apr", G, 4), ("jun", G, 6), ("jul", G, 7),
    ("aug", G, 8), ("sep", G, 9), ("sept", G, 9), ("oct", G, 10), ("nov", G, 11), ("dec", G, 12),
];

/// Names of months that only tell a lunar date.
#[rustfmt::skip]
pub(crate) const LUNAR_MONTHS: &[&str] = &[
    "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "ربيع الآخر", "جمادى الأولى", "جمادى الأول",
    "جمادى الثانية", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذي القعدة",
    "ذو الحجة", "ذي الحجة", "ذیقعده", "ذیحجه",
];

/// Words for the years since the Hijra, and whether they say by which year they are counted.
#[rustfmt::skip]
pub(crate) const ERAS: &[(&str, Option<Era>)] = &[
    ("ه", None), ("هجری", None), ("هجرية", None), ("الهجري", None),
    ("ق", Some(Era::Lunar)), ("هق", Some(Era::Lunar)), ("قمری", Some(Era::Lunar)),
    ("قمرية", Some(Era::Lunar)),
    ("ش", Some(Era::Solar)), ("هش", Some(Era::Solar)), ("شمسی", Some(Era::Solar)),
    ("شمسية", Some(Era::Solar)), ("خورشیدی", Some(Era::Solar)),
];

/// Names of weekdays, in full and in English also cut short.
#[rustfmt::skip]
pub(crate) const WEEKDAYS: &[(&str, Weekday)] = &[
    ("شنبه", Weekday::Saturday), ("یکشنبه", Weekday::Sunday), ("دوشنبه", Weekday::Monday),
    ("سه شنبه", Weekday::Tuesday), ("چهارشنبه", Weekday::Wednesday),
    ("پنجشنبه", Weekday::Thursday), ("جمعه", Weekday::Friday), ("آدینه", Weekday::Friday),
    ("السبت", Weekday::Saturday), ("الأحد", Weekday::Sunday), ("الاثنين", Weekday::Monday),
    ("الثلاثاء", Weekday::Tuesday), ("الأربعاء", Weekday::Wednesday),
    ("الخميس", Weekday::Thursday), ("الجمعة", Weekday::Friday),
    ("saturday", Weekday::Saturday), ("sunday", Weekday::Sunday), ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday), ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday), ("friday", Weekday::Friday),
    ("sat", Weekday::Saturday), ("sun", Weekday::Sunday), ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday), ("wed", Weekday::Wednesday), ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
];

/// What a word behind a time says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartOfDay {
    /// From midnight to noon; 12 is midnight.
    Morning,
    /// Around noon: 11 and 12 are as printed, 1 is an hour after it.
    Noon,
    /// From noon to midnight; 12 is noon.
    Afternoon,
    /// From evening to morning: 9 is before midnight, 12 is midnight, 2 is after it.
    Night,
}

/// Words for the parts of a day.
#[rustfmt::skip]
pub(crate) const PARTS_OF_DAY: &[(&str, PartOfDay)] = &[
    ("am", PartOfDay::Morning), ("ص", PartOfDay::Morning), ("صباحا", PartOfDay::Morning),
    ("ق ظ", PartOfDay::Morning), ("صبح", PartOfDay::Morning), ("بامداد", PartOfDay::Morning),
    ("سحر", PartOfDay::Morning), ("فجرا", PartOfDay::Morning),
    ("قبل از ظهر", PartOfDay::Morning), ("پیش از ظهر", PartOfDay::Morning),
    ("قبل الظهر", PartOfDay::Morning),
    ("ظهر", PartOfDay::Noon), ("ظهرا", PartOfDay::Noon),
    ("pm", PartOfDay::Afternoon), ("م", PartOfDay::Afternoon), ("مساء", PartOfDay::Afternoon),
    ("ب ظ", PartOfDay::Afternoon), ("عصر", PartOfDay::Afternoon), ("عصرا", PartOfDay::Afternoon),
    ("غروب", PartOfDay::Afternoon), ("بعد از ظهر", PartOfDay::Afternoon),
    ("بعد الظهر", PartOfDay::Afternoon),
    ("شب", PartOfDay::Night), ("نیمه شب", PartOfDay::Night), ("لیلا", PartOfDay::Night),
];

/// Words that stand beside a date and change nothing.
#[rustfmt::skip]
pub(crate) const FILLERS: &[&str] = &[
    "ساعت", "الساعة", "روز", "يوم", "اليوم", "في", "در", "به", "وقت", "بتوقيت", "توقیت", "gmt",
    "utc", "t", "z", "at", "on", "غرينتش", "غرينيتش", "گرینویچ", "مكة", "المكرمة", "القاهرة",
    "دمشق", "تهران", "موسكو", "المحلي", "الموافق", "مصادف", "مطابق", "برابر", "با", "میلادی",
    "ميلادية", "هجری", "هجرية", "الهجري", "شمسی", "شمسية", "خورشیدی", "قمری", "قمرية", "م", "ه", "ق", "ش",
    "هق", "هش",
];
