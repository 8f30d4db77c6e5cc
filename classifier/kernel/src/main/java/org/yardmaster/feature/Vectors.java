package org.yardmaster.feature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Chooses, once at start-up, between code for the Vector API and scalar code that does the same.
 * The Vector API is there when the JVM was started with {@code --add-modules jdk.incubator.vector}.
 */
public final class Vectors {
  private static final boolean AVAILABLE =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private Vectors() {}

  /**
   * The vector implementation where this JVM and machine have what it needs. It is named, not
   * called, since it is compiled apart.
   *
   * @param kind what it implements; {@code vector} is a class of the same package whose constructor
   *     throws {@link UnsupportedOperationException} on a machine that it is not made for
   * @param lookup of that package
   * @param scalar what serves otherwise
   */
  public static <T> T choose(Class<T> kind, MethodHandles.Lookup lookup, String vector, T scalar) {
    if (!AVAILABLE) {
      return scalar;
    }
    try {
      Class<?> found = lookup.findClass(kind.getPackageName() + "." + vector);
      return kind.cast(lookup.findConstructor(found, MethodType.methodType(void.class)).invoke());
    } catch (UnsupportedOperationException unfit) {
      return scalar;
    } catch (Throwable fault) {
      throw new IllegalStateException(vector + " cannot be used", fault);
    }
  }
}
