"""Everything that knows Streamlit."""

import pandas as pd

# Frames on screen have some dozens of rows. Going through their names one by one, as sentences and
# tables do, takes several times longer where names are kept as Arrow arrays.
pd.options.mode.string_storage = "python"
