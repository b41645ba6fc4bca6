import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import "./preview.css";

/** Something that whoever writes should see, and that stops them from nothing. */
export function Remark({
  title,
  tone = "warn",
  role,
  children,
}: {
  readonly title?: string;
  readonly tone?: "warn" | "good" | "plain";
  readonly role?: "alert" | "status";
  readonly children: ReactNode;
}) {
  return (
    <div className="answer-remark" data-tone={tone} role={role}>
      {title !== undefined && (
        <Text size="sm" fw={650}>
          {title}
        </Text>
      )}
      {children}
    </div>
  );
}
