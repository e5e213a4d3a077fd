//! The ledger's static files, as C2SP tlog-tiles has them served: one address a file, and tiles that may be kept for ever.
//! It must not judge them, and must not hand out originals where the holder does not.

use crate::answer::Answer;
use crate::error::PageError;
use crate::site::Site;

/// The file at an address below `/ledger/`. `blob/` alone says whether originals are given out.
pub(crate) fn file(site: &Site, path: &str) -> Result<Answer, PageError> {
    let name = path.strip_prefix("/ledger/").unwrap_or_default();
    let is_blob = name.starts_with("blob/");
    if is_blob && !site.holder.gives_blobs() {
        return Err(PageError::NotGivenOut);
    }
    if name == "blob/" {
        return Ok(Answer::of("text/plain; charset=utf-8", b"The originals are given out here.\n".to_vec()));
    }
    let bytes = site.holder.log_file(name)?.ok_or_else(|| PageError::NoPage(path.to_owned()))?;
    Ok(match name {
        _ if is_blob => Answer::of("application/octet-stream", bytes).attached(&name.replace('/', "-")),
        // Under one name a tile, a partial one too, holds the same bytes for ever.
        _ if name.starts_with("tile/") => Answer::of("application/octet-stream", bytes).cached_for_ever(),
        _ => Answer::of("text/plain; charset=utf-8", bytes),
    })
}
