import { useEffect, useState } from "react";

/** True once something takes longer than people notice: what is there sooner shows no waiting. */
export function useLate(ms = 200): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isLate;
}
