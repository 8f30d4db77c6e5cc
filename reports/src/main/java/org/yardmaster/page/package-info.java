/**
 * The report: a {@link org.yardmaster.page.ReportInput} goes in; one HTML page, its JSON twin,
 * Markdown and CSV tables come out. Adds nothing but arithmetic on what it is given; knows neither
 * the store nor the files.
 */
@NullMarked
package org.yardmaster.page;

import org.jspecify.annotations.NullMarked;
