package chat.monarch.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says which rules of the service's contract a test holds.
///
/// A test in the sandbox's packages holds the service to them, any other the bridge. What is said
/// so becomes the table `target/rules.md`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {
  /// Numbers such as `ARC-13`, or `B.13` for the table of stream errors.
  String[] value();
}
