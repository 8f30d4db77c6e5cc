/** Stand-ins for providers on the loopback interface; they speak the real wire formats. */
@org.jspecify.annotations.NullMarked
package org.yardmaster.provider.stub;
