// The one chart, tree-shaken; loaded when the figures are opened.
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GridComponent, AriaComponent, CanvasRenderer]);

/** One bar; a hidden count is drawn without a height and labelled as hidden. */
export interface Bar {
  name: string;
  value: number | null;
  label: string;
  tone: "plain" | "bad";
}

/** Draws the bars, or draws them anew. */
export function draw(element: HTMLElement, before: EChartsType | undefined, bars: Bar[], described: string): EChartsType {
  const chart = before ?? init(element, null, { renderer: "canvas" });
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const size = Number.parseFloat(style.fontSize) * 0.85;
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: described } },
    grid: { left: 8, right: 8, top: 28, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: bars.map((bar) => bar.name), axisLabel: { color: colour("--ink"), fontSize: size, hideOverlap: true } },
    yAxis: { type: "value", minInterval: 1, axisLabel: { color: colour("--soft"), fontSize: size }, splitLine: { lineStyle: { color: colour("--line") } } },
    series: [{
      type: "bar",
      barMaxWidth: 48,
      data: bars.map((bar) => ({
        value: bar.value ?? 0,
        itemStyle: { color: colour(bar.tone === "bad" ? "--bad" : "--accent") },
        label: { show: true, position: "top", formatter: bar.label, color: colour("--ink"), fontSize: size },
      })),
    }],
  }, true);
  return chart;
}
