//! Arithmetic with the widest registers that the processor has. On integers, so that every width gives the same result.

use std::sync::LazyLock;

static PROCESSOR: LazyLock<pulp::Arch> = LazyLock::new(pulp::Arch::new);

/// Answers a question with everything inlined into it compiled for this processor.
#[inline]
pub(crate) fn wide<Q: pulp::NullaryFnOnce>(question: Q) -> Q::Output {
    PROCESSOR.dispatch(question)
}
