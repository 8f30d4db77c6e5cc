package org.yardmaster.chart;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a chart shows. As JSON it is what the page's script reads: labels for people, and pointers
 * to {@code data} elements of the page. An empty pointer stands for what is not known.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "xy", value = XyChart.class),
  @JsonSubTypes.Type(name = "ranges", value = RangeChart.class),
  @JsonSubTypes.Type(name = "spread", value = SpreadChart.class),
  @JsonSubTypes.Type(name = "heat", value = HeatChart.class),
  @JsonSubTypes.Type(name = "flow", value = FlowChart.class)
})
public sealed interface Chart permits XyChart, RangeChart, SpreadChart, HeatChart, FlowChart {
  Frame frame();
}
