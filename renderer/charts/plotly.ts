import bar from "plotly.js/lib/bar";
import Plotly from "plotly.js/lib/core";
import german from "plotly.js/lib/locales/de";
import scatter from "plotly.js/lib/scatter";

// Only the kinds of trace that are drawn, to keep what is loaded small.
Plotly.register([scatter, bar, german]);

export { Plotly };
