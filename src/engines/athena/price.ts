/** What a scan costs. */

const megabyte = 1_000_000n;
const terabyte = 1e12;

/**
 * US dollars for a scan: by the megabyte, rounded up, ten at least (Amazon Athena pricing). An estimate: discounts,
 * capacity reservations and the price of S3 itself are not in it.
 */
export function priceOf(bytes: bigint, pricePerTb: number): number {
  const megabytes = (bytes + megabyte - 1n) / megabyte;
  const charged = megabytes < 10n ? 10n : megabytes;
  return (Number(charged * megabyte) / terabyte) * pricePerTb;
}
