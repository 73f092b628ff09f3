/** Which empty bins of a trend get no rows: as many do as a reader can use, and no more. */

/** Empty bins in a row that get rows, and in all: one record of 1970 would else make half a million. */
export interface Bounds {
  readonly inARow: number;
  readonly inAll: number;
}

export const usualBounds: Bounds = { inARow: 10_000, inAll: 100_000 };

/** Empty bins that get no rows; `to` is the start of the bin after them. */
export interface Gap {
  readonly from: Date;
  readonly to: Date;
  readonly bins: number;
}

/** The empty bins without rows: these, and all from `after` on. */
export interface LeftOut {
  readonly gaps: Gap[];
  after: Date | undefined;
}

/** Decides of a stretch of empty bins whether it gets rows, and notes if not. */
export function judgeOf(leftOut: LeftOut, length: number, bounds: Bounds): (from: number, to: number) => void {
  let zeros = 0;
  return (from, to) => {
    const bins = (to - from) / length;
    if (leftOut.after) return;
    if (bins > bounds.inARow) leftOut.gaps.push({ from: new Date(from), to: new Date(to), bins });
    else if (zeros + bins > bounds.inAll) leftOut.after = new Date(from);
    else zeros += bins;
  };
}
