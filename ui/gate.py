"""The gate every page passes: configuration, access, and a snapshot to read.

Pages call it themselves, because a deep link may run a page without the front door.
"""

import streamlit as st

from ui.address import View
from ui.building import wait_for_demo
from ui.reader import MisconfiguredError, current_reader
from yardstick.measure import SnapshotMissingError
from yardstick.measure.model import Reader
from yardstick.text import Translator


def admit(view: View, t: Translator) -> Reader:
    """The reader of this run. Ends the run with a sentence where there is nothing to show.

    Raises nothing: a reader sees why in plain words, the log has the details.
    """
    try:
        reader = current_reader(view)
    except MisconfiguredError as fault:
        st.error(
            t(
                "This server is set up with the profile “{name}”, which does not exist. "
                "Whoever runs it must correct YARDSTICK_PROFILE.",
                name=fault,
            )
        )
        st.stop()
    except SnapshotMissingError:
        st.error(
            t(
                "The published snapshot is named, but its file is not in the folder of snapshots. "
                "Publish a new one, or go back to the one before it with "
                "`python -m pipelines rollback`."
            )
        )
        st.stop()
    if reader is None:
        wait_for_demo(t)
        st.stop()
    return reader
