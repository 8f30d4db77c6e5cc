/**
 * The decision as its documentation defines it, written for the reader and not for speed: what the
 * kernel must equal on every text.
 */
package org.yardmaster.reference;
