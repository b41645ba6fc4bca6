import { Center, Loader } from "@mantine/core";
import { useEffect, useState } from "react";

/** Says that it waits, and shows it after 200 ms only: what is there sooner does not flicker. */
export function Waiting({ height = "60vh" }: { readonly height?: string }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Center h={height} aria-busy="true">
      {isLong && <Loader />}
    </Center>
  );
}
