/**
 * Money that cannot be overdrawn: limits by key, model, provider, task and tag, the worst case of a
 * call, and the book that holds it before the call and books the actual after it. What enters are
 * prices, counts and limits; what leaves are admissions and settlements in integer nano-dollars. It
 * knows no HTTP and no SQL: {@link org.yardmaster.budget.BudgetStore} keeps the numbers.
 */
@NullMarked
package org.yardmaster.budget;

import org.jspecify.annotations.NullMarked;
