//! What an instrument says of itself beside its clauses: how long it lasts, what its words mean, which bodies it sets up.

use crate::view::View;
use crate::words;
use model::Agreement;

/// What the instrument says of itself beside its clauses.
pub(crate) fn terms(view: &View<'_>, agreement: &Agreement) -> Vec<(String, String)> {
    let annex = &agreement.annex;
    let lasts = [
        annex.duration.months.map(|months| words::count(months as usize, "month", "months")),
        annex.duration.days.map(|days| words::count(days as usize, "day", "days")),
        annex.duration.until.map(|until| format!("until {until}")),
    ];
    let lasts: Vec<String> = lasts.into_iter().flatten().collect();
    let mut terms = Vec::new();
    let mut tell = |name: &str, told: String| {
        if !told.is_empty() {
            terms.push((name.to_owned(), told));
        }
    };
    tell("lasts", lasts.join(", "));
    tell("is extended", annex.duration.renewal.clone().unwrap_or_default());
    let reviews: Vec<String> = annex.duration.reviews.iter().map(ToString::to_string).collect();
    tell("is reviewed", reviews.join(", "));
    tell("speaks in the time of", annex.time_zone.clone().unwrap_or_default());
    for one in &annex.definitions {
        tell(&format!("“{}”", one.term), one.meaning.clone());
    }
    for one in &annex.committees {
        let chair = one.chair.iter().map(|id| format!(" Chair: {}.", view.actor_name(id)));
        let names: Vec<String> = one.members.iter().map(|id| view.actor_name(id)).collect();
        let members = (!names.is_empty()).then(|| format!(" Members: {}.", names.join(", ")));
        tell(&one.name, std::iter::once(one.task.clone()).chain(chair).chain(members).collect());
    }
    terms
}
