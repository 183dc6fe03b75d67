import bar from "plotly.js/lib/bar";
import contour from "plotly.js/lib/contour";
import Plotly from "plotly.js/lib/core";
import heatmap from "plotly.js/lib/heatmap";
import german from "plotly.js/lib/locales/de";
import scatter from "plotly.js/lib/scatter";

// Only the kinds of trace that are drawn, to keep what is loaded small.
Plotly.register([scatter, heatmap, contour, bar, german]);

export { Plotly };
