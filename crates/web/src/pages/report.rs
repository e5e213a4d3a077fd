//! One report: its text with the words of claims marked, and each claim in the margin beside its words.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Frame, Link, OriginForm};
use crate::highlight::{self, Stretch};
use crate::pages::reports::title;
use crate::view::{Told, View};
use crate::{links, words};
use askama::Template;
use model::{Claim, MentionRef, Reading, Report, ReportId, Role};

/// One report.
#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct ReportPage {
    frame: Frame,
    title: String,
    /// What is known of it: label and value.
    about: Vec<(&'static str, String)>,
    url: Option<String>,
    original: String,
    code: &'static str,
    read: bool,
    paragraphs: Vec<Row>,
    /// Claims whose words do not lie in the text.
    outside: Vec<Note>,
    credits: Vec<String>,
    notes: Vec<(&'static str, String)>,
    copy_of: Vec<(Link, String)>,
    copied_by: Vec<(Link, String)>,
    /// Its origins: name, kind, the reasons that name this report, and how many others there are.
    origins: Vec<(String, &'static str, Vec<String>, usize)>,
    claims: usize,
    /// Where the desk is open.
    origin_form: Option<OriginForm>,
}

/// A paragraph and the claims beside it.
struct Row {
    pieces: Vec<Piece>,
    notes: Vec<Note>,
}

/// A stretch of text as it is marked.
struct Piece {
    text: String,
    /// Empty where nothing is marked.
    class: &'static str,
    /// Which claims, for whoever points at it.
    said: String,
    /// The claims that begin here: anchor, number, the note's address.
    begins: Vec<(String, String)>,
}

/// A claim in the margin.
struct Note {
    anchor: String,
    number: String,
    kind: String,
    definition: &'static str,
    manner: Option<&'static str>,
    roles: Vec<(&'static str, Vec<Filled>)>,
    speaker: Option<Filled>,
    relayed_by: Vec<Filled>,
    time: String,
    place: String,
    harm: Vec<String>,
    meant: String,
    why: String,
    method: String,
    incidents: Vec<Link>,
}

/// What fills a role; a link where an actor is meant.
struct Filled {
    text: String,
    href: Option<String>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(ReportPage::new(ask)?.render()?))
}

/// The bytes as they arrived, as a file: they are never shown as a page of ours.
pub(crate) fn original(ask: &Ask) -> Result<Answer, PageError> {
    let (report, bytes) = found(ask)?;
    Ok(Answer::of("text/plain", bytes).attached(&format!("{}.txt", report.id)))
}

fn found(ask: &Ask) -> Result<(Report, Vec<u8>), PageError> {
    let missing = || PageError::NotFound { noun: "report", id: ask.id.clone() };
    let id = ReportId::new(ask.id.as_str()).map_err(|_| missing())?;
    ask.site.holder.report(&id)?.ok_or_else(missing)
}

impl ReportPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let (report, bytes) = found(ask)?;
        let view = ask.view();
        let reading = view.reading(&report.id);
        let title = title(&report, reading);
        let (paragraphs, outside) = reading.map(|one| text(&view, one, ask.query.q.as_deref())).unwrap_or_default();
        Ok(Self {
            frame: ask.frame(title.clone(), "/reports"),
            title,
            about: about(&report, reading, bytes.len()),
            url: report.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            original: format!("{}/original", links::report(&report.id)),
            code: reading.map_or("und", |reading| reading.language.code()),
            read: reading.is_some(),
            paragraphs,
            outside,
            credits: reading.map(|reading| reading.credits.clone()).unwrap_or_default(),
            notes: notes(reading),
            copy_of: copies(&view, &report.id, true),
            copied_by: copies(&view, &report.id, false),
            origins: origins(&view, &report.id),
            origin_form: reading.and_then(|reading| OriginForm::new(ask, reading)),
            claims: reading.map_or(0, |reading| reading.claims.len()),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/reports/r-0001", "r-0001")).expect("the sample has this report")
    }
}

fn about(report: &Report, reading: Option<&Reading>, bytes: usize) -> Vec<(&'static str, String)> {
    let published = reading.map_or(report.published, |reading| reading.published);
    let mut when = words::published(published);
    if !words::basis(published).is_empty() {
        when = format!("{when}, {}", words::basis(published));
    }
    let language = reading.map_or("not read", |reading| words::language(reading.language));
    let mut about = vec![
        ("Source", report.source.clone().unwrap_or_else(|| "unknown".to_owned())),
        ("Published", when),
        ("Language", language.to_owned()),
        ("Report", report.id.to_string()),
        (
            "Arrived as",
            format!("{}, {}, {} bytes", report.media.as_str(), report.encoding, words::grouped(bytes as u64)),
        ),
        ("Found at", report.found_at.clone()),
        ("SHA-256", report.content.clone()),
    ];
    about.extend(report.external_id.clone().map(|id| ("Its own id", id)));
    about
}

fn notes(reading: Option<&Reading>) -> Vec<(&'static str, String)> {
    let all = reading.map(|reading| reading.notes.as_slice()).unwrap_or_default();
    let severity = |note: &model::Note| match note.severity {
        model::Severity::Information => "remark",
        model::Severity::Warning => "warning",
    };
    all.iter().map(|note| (severity(note), note.message.clone())).collect()
}

fn copies(view: &View<'_>, id: &ReportId, of: bool) -> Vec<(Link, String)> {
    let all = view.record.fused.copies.iter().filter(|copy| if of { copy.report == *id } else { copy.of == *id });
    all.map(|copy| {
        let other = if of { &copy.of } else { &copy.report };
        let passages = words::count(copy.passages.len(), "passage", "passages");
        let share = format!("{:.0} % of its text, {passages}", copy.share * 100.0);
        (Link::new(links::report(other), view.source(other)), share)
    })
    .collect()
}

fn origins(view: &View<'_>, id: &ReportId) -> Vec<(String, &'static str, Vec<String>, usize)> {
    let own = view.record.fused.origins.iter().filter(|origin| origin.reports.contains(id));
    own.map(|origin| {
        // The reasons speak of every report that draws on the origin; here only those of this one are of use.
        let here = origin.because.iter().filter(|reason| origin.reports.len() == 1 || reason.contains(id.as_str()));
        let here: Vec<String> = here.cloned().collect();
        let others = origin.because.len() - here.len();
        (origin.name.clone(), words::origin_kind(origin.kind), here, others)
    })
    .collect()
}

fn text(view: &View<'_>, reading: &Reading, search: Option<&str>) -> (Vec<Row>, Vec<Note>) {
    let (paragraphs, outside) = highlight::paragraphs(&reading.text, &reading.claims, search);
    let note = |place: &usize| reading.claims.get(*place).map(|claim| Note::new(view, Told { reading, claim }));
    let rows = paragraphs.into_iter().map(|paragraph| Row {
        notes: paragraph.claims.iter().filter_map(note).collect(),
        pieces: paragraph.stretches.into_iter().map(|one| Piece::new(one, &reading.claims)).collect(),
    });
    (rows.collect(), outside.iter().filter_map(note).collect())
}

impl Piece {
    fn new(stretch: Stretch, claims: &[Claim]) -> Self {
        let number = |place: &usize| {
            let claim = claims.get(*place)?;
            Some((links::anchor(&claim.id), links::number(&claim.id).unwrap_or(claim.id.as_str()).to_owned()))
        };
        let numbers: Vec<String> = stretch.evidence.iter().filter_map(number).map(|(_, number)| number).collect();
        let class = match (stretch.trigger.is_empty(), stretch.evidence.len(), stretch.found) {
            (_, _, true) => "found",
            (true, 0, false) => "",
            (true, 1, false) => "evidence",
            (true, _, false) => "evidence several",
            (false, _, false) => "trigger",
        };
        Self {
            text: stretch.text,
            class,
            said: if numbers.is_empty() { String::new() } else { format!("claim {}", numbers.join(", ")) },
            begins: stretch.begins.iter().filter_map(number).collect(),
        }
    }
}

impl Note {
    fn new(view: &View<'_>, told: Told<'_>) -> Self {
        let Told { reading, claim } = told;
        let filled = |mention: MentionRef| Filled::mention(reading, mention);
        let roles =
            Role::ALL.iter().filter_map(|role| Some((words::role(*role), fillers(reading, claim.roles.get(role)?))));
        let incidents = view.incidents_of(&claim.id);
        let (time, place) = (reading.time(claim), reading.place(claim));
        Self {
            anchor: links::anchor(&claim.id),
            number: links::number(&claim.id).unwrap_or(claim.id.as_str()).to_owned(),
            kind: words::capital(&claim.kind.words()),
            definition: claim.kind.row().map_or("", |row| row.definition),
            manner: words::manner(claim),
            roles: roles.collect(),
            speaker: claim.attribution.speaker.map(filled),
            relayed_by: claim.attribution.relayed_by.iter().map(|relay| filled(*relay)).collect(),
            time: words::when(&time),
            place: words::place(&place),
            harm: harm(reading, claim),
            meant: [claim.modality.as_str(), claim.polarity.as_str(), claim.tense.as_str()].join(", "),
            why: claim.why.clone(),
            method: claim.method.to_string(),
            incidents: incidents.iter().map(|one| Link::new(links::incident(&one.id), one.kind.words())).collect(),
        }
    }
}

fn fillers(reading: &Reading, fillers: &[model::Filler]) -> Vec<Filled> {
    let filled = |filler: &model::Filler| match *filler {
        model::Filler::Mention(mention) => Filled::mention(reading, mention),
        words_only => Filled { text: words::filler(reading, words_only), href: None },
    };
    fillers.iter().map(filled).collect()
}

impl Filled {
    fn mention(reading: &Reading, mention: MentionRef) -> Self {
        let href = reading.referent(mention).actor().map(links::actor);
        Self { text: words::mention(reading, mention), href }
    }
}

fn harm(reading: &Reading, claim: &Claim) -> Vec<String> {
    let one = |harm: &model::Harm| {
        let who = harm.who.map_or_else(String::new, |who| format!(": {}", words::filler(reading, who)));
        let cumulative = if harm.cumulative { ", a running total" } else { "" };
        format!("{} {}{who}{cumulative}", words::toll(harm.toll), harm.effect.as_str())
    };
    claim.harm.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_its_claims_marked_and_in_the_margin() {
        let page = ReportPage::sample().render().unwrap();
        assert!(page.contains("id=\"c1\"") && page.contains("id=\"n1\"") && page.contains("href=\"#n1\""), "{page}");
        assert!(page.contains("<mark class=\"trigger\""));
        assert!(page.contains("/reports/r-0001/original"));
    }

    #[test]
    fn a_report_with_markup_shows_it_as_text() {
        let page = ReportPage::new(&Ask::sample("/reports/r-0004", "r-0004")).unwrap().render().unwrap();
        assert!(page.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "{page}");
        assert!(!page.contains("<script>"));
    }

    #[test]
    fn arabic_reads_from_its_own_side_and_is_said_to_be_unread() {
        let page = ReportPage::new(&Ask::sample("/reports/r-0003", "r-0003")).unwrap().render().unwrap();
        assert!(page.contains("dir=\"auto\"") && page.contains("lang=\"ar\""));
        assert!(page.contains("no reader yet"));
    }

    #[test]
    fn no_report_is_no_page() {
        let error = ReportPage::new(&Ask::sample("/reports/r-none", "r-none")).err().unwrap();
        assert_eq!(error.status(), 404);
    }
}
