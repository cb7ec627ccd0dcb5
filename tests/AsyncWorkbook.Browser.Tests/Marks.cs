namespace AsyncWorkbook.Browser.Tests;

/// <summary>How many marks a chart's series has drawn.</summary>
internal sealed record Marks
{
    /// <summary>Counts, in the drawn chart, the marks of every trace against its values. An unknown kind of trace expects the impossible.</summary>
    public const string Count = """
        place => {
          const { data } = JSON.parse(place.nextElementSibling.textContent);
          const seen = element => element.getBoundingClientRect().width + element.getBoundingClientRect().height > 0;
          const traces = kind => [...place.querySelectorAll(`.${kind}layer > .trace, .${kind}layer .trace`)];
          const next = {};
          return data.map(trace => {
            const type = trace.type ?? "scatter";
            const layer = { bar: "bar", histogram: "bar", scatter: "scatter", box: "box", heatmap: "heatmap" }[type];
            const values = (trace.orientation === "h" ? trace.x : trace.y) ?? trace.x ?? [];
            if (type === "heatmap") {
              const images = [...place.querySelectorAll(".heatmaplayer image")];
              return { type, expected: 1, drawn: images.length, visible: images.every(seen) };
            }
            if (!layer) {
              return { type, expected: 1e9, drawn: 0, visible: false };
            }
            const drawing = traces(layer)[next[layer] ??= 0];
            next[layer] += 1;
            if (!drawing) {
              return { type, expected: values.length, drawn: 0, visible: false };
            }
            if (type === "scatter") {
              const markers = (trace.mode ?? "lines").includes("markers");
              const marks = [...drawing.querySelectorAll(markers ? "path.point" : "path.js-line")];
              return { type, expected: markers ? values.length : 1, drawn: marks.length, visible: marks.every(seen) };
            }
            const marks = [...drawing.querySelectorAll(type === "box" ? "path.box" : ".point > path")];
            return { type, expected: type === "bar" ? values.length : type === "box" ? 1 : 2, drawn: marks.length, visible: marks.some(seen) };
          });
        }
        """;

    /// <summary>A title without its blanks: on a narrow screen it is broken into lines.</summary>
    public const string TitleInFigure = """
        place => {
          const { title } = JSON.parse(place.nextElementSibling.textContent).layout ?? {};
          return ((typeof title === "string" ? title : title?.text) ?? "").replaceAll(/<br>|\s/g, "");
        }
        """;

    public const string TitleInDrawing = "place => (place.querySelector('.gtitle')?.textContent ?? '').replaceAll(/\\s/g, '')";

    public string Type { get; init; } = "";

    public int Expected { get; init; }

    public int Drawn { get; init; }

    public bool Visible { get; init; }
}
