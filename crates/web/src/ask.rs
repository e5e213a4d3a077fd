//! One request, with all that a page may look at.

use crate::error::PageError;
use crate::fragments::Frame;
use crate::index::Index;
use crate::query::Query;
use crate::site::Site;
use crate::view::View;
use model::Record;
use std::sync::Arc;

/// One request.
pub(crate) struct Ask {
    pub(crate) site: Arc<Site>,
    record: Arc<Record>,
    index: Arc<Index>,
    pub(crate) query: Query,
    /// The path, as it stands in the address.
    pub(crate) path: String,
    /// What stands for `{id}` in the route.
    pub(crate) id: String,
}

impl Ask {
    pub(crate) fn new(site: Arc<Site>, path: &str, id: String, query: Option<&str>) -> Result<Self, PageError> {
        let query = Query::parse(query.unwrap_or_default())?;
        let (record, index) = site.record()?;
        Ok(Self { site, record, index, query, path: path.to_owned(), id })
    }

    /// The record.
    pub(crate) fn view(&self) -> View<'_> {
        View { record: &self.record, index: &self.index, actors: self.site.holder.actors() }
    }

    /// What stands around a page.
    pub(crate) fn frame(&self, title: impl Into<String>, here: &'static str) -> Frame {
        Frame::new(&self.site.assets, &self.query, self.record.checkpoint.as_ref(), title.into(), here)
    }

    /// A page of the sample record, at a path with its query.
    #[cfg(test)]
    pub(crate) fn sample(address: &str, id: &str) -> Self {
        let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
        let site = Arc::new(Site::new(Arc::new(crate::sample::Sample::new())));
        Self::new(site, path, id.to_owned(), query).expect("the sample's address is good")
    }
}
