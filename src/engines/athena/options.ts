/** What the Athena engine has to know. */

export interface AthenaOptions {
  /** Without it the SDK decides: AWS_REGION, then the profile. */
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly database: string;
  readonly table: string;
  /** The data catalog as Athena names it; without it the account's own (`AwsDataCatalog`). */
  readonly catalog?: string | undefined;
  readonly workGroup?: string | undefined;
  /** `s3://…` for results; without it the workgroup's own, or its managed results. */
  readonly outputLocation?: string | undefined;
  /** US dollars for 10^12 bytes scanned. */
  readonly pricePerTb: number;
  /** The query is stopped after so long. */
  readonly timeoutMs?: number | undefined;
  /** An answer of the same text that is no older is taken again. */
  readonly reuseResultsMinutes?: number | undefined;
  /** A question that would scan more is refused. */
  readonly maxScanBytes?: bigint | undefined;
  /** How long AWS may take for one answer; the SDK itself would wait for ever. */
  readonly answerTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly now: () => Date;
  readonly sleep?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** From 0 to 1; spreads the calls of many programs that began together. */
  readonly jitter?: (() => number) | undefined;
}

export interface Progress {
  readonly queryExecutionId: string;
  readonly state: 'QUEUED' | 'RUNNING';
  readonly elapsedMs: number;
  readonly scannedBytes: bigint;
}
