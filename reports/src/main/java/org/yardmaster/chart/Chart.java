package org.yardmaster.chart;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a chart shows. As JSON it is what the page's script reads: labels for people, and pointers
 * to {@code data} elements of the page. An empty pointer stands for what is not known.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @Type(name = "xy", value = XyChart.class),
  @Type(name = "ranges", value = RangeChart.class),
  @Type(name = "spread", value = SpreadChart.class),
  @Type(name = "heat", value = HeatChart.class),
  @Type(name = "flow", value = FlowChart.class)
})
public sealed interface Chart permits XyChart, RangeChart, SpreadChart, HeatChart, FlowChart {
  Frame frame();
}
