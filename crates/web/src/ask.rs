//! One request, with all that a page may look at.

use crate::error::PageError;
use crate::form::Form;
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
    /// The name in which this reader acted last.
    pub(crate) name: Option<String>,
    /// What was typed, where a form was sent.
    pub(crate) form: Form,
    /// Why that was refused.
    pub(crate) refused: Option<String>,
}

impl Ask {
    pub(crate) fn new(site: Arc<Site>, path: &str, id: String, query: Option<&str>) -> Result<Self, PageError> {
        let query = Query::parse(query.unwrap_or_default())?;
        let (record, index) = site.record()?;
        let (path, name, form, refused) = (path.to_owned(), None, Form::default(), None);
        Ok(Self { site, record, index, query, path, id, name, form, refused })
    }

    /// With what a reader told and typed.
    pub(crate) fn with(self, name: Option<String>, form: Form) -> Self {
        Self { name, form, ..self }
    }

    /// With why what was typed was refused.
    pub(crate) fn refused(self, why: String) -> Self {
        Self { refused: Some(why), ..self }
    }

    /// The record.
    pub(crate) fn view(&self) -> View<'_> {
        View { record: &self.record, index: &self.index, actors: self.site.holder.actors() }
    }

    /// What stands around a page.
    pub(crate) fn frame(&self, title: impl Into<String>, here: &'static str) -> Frame {
        let frame = Frame::new(&self.site.assets, &self.query, self.record.checkpoint.as_ref(), title.into(), here);
        Frame { refused: self.refused.clone(), ..frame }
    }

    /// A page of the sample record, at a path with its query.
    #[cfg(test)]
    pub(crate) fn sample(address: &str, id: &str) -> Self {
        let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
        let site = Arc::new(Site::new(Arc::new(crate::sample::Sample::new()), crate::Door::reading(Default::default())));
        Self::new(site, path, id.to_owned(), query).expect("the sample's address is good")
    }
}
