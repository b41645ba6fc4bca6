/** The field of the form that a pointer of the server means: `place/area` is the area's. */
export function fieldOf(pointer: string | undefined): string {
  if (pointer === undefined) return "";
  const [first = "", second = ""] = pointer.split("/");
  if (first === "accused")
    return second === ""
      ? "accusedTenant"
      : `accused${second.charAt(0).toUpperCase()}${second.slice(1)}`;
  if (first !== "place") return first;
  return second === "latitude" || second === "longitude" ? "point" : second;
}
