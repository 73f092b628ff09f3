/**
 * The queries that AWS's CloudFormation template for Athena brings (Amazon VPC user guide, "Query flow logs using Amazon
 * Athena", "Run a predefined query"), and ours.
 */
import type { Page } from './topic.ts';

export const awsQueriesPage: Page = {
  title: "AWS's predefined Athena queries for flow logs, and the command that answers each",
  parts: [
    'Without paths, as here, the data lake is asked about its last 24 hours; with paths the same is asked of files. All take filters and a window.',
    {
      lines: [
        ['VpcFlowLogsAcceptedTraffic: accepted TCP', 'flowlogs search --action accept --protocol tcp'],
        [
          'VpcFlowLogsAdminPortTraffic: most traffic on administrative ports, by source, destination and port',
          'flowlogs admin-ports --from any -n 10',
        ],
        [
          'VpcFlowLogsIPv4Traffic: bytes of IPv4',
          'flowlogs sql "SELECT sum(bytes) AS bytes FROM flow" --src 0.0.0.0/0',
        ],
        ['VpcFlowLogsIPv6Traffic: bytes of IPv6', 'flowlogs sql "SELECT sum(bytes) AS bytes FROM flow" --src ::/0'],
        ['VpcFlowLogsRejectedTCPTraffic: rejected TCP', 'flowlogs search --action reject --protocol tcp'],
        ['VpcFlowLogsRejectedTraffic: whatever was rejected', 'flowlogs search --action reject'],
        ['VpcFlowLogsSshRdpTraffic: SSH and RDP', 'flowlogs search --port 22,3389'],
        ['VpcFlowLogsTopTalkers: the 50 addresses with most traffic', 'flowlogs top-sources -n 50'],
        [
          'VpcFlowLogsTopTalkersPacketLevel: the same by the original addresses of packets',
          'flowlogs top-sources --packet-level -n 50',
        ],
        ['VpcFlowLogsTopTalkingInstances: the 50 instances with most traffic', 'flowlogs top-instances -n 50'],
        ['VpcFlowLogsTopTalkingSubnets: the 50 subnets with most traffic', 'flowlogs top-subnets -n 50'],
        ['VpcFlowLogsTopTCPTraffic: all TCP of each source address', 'flowlogs top-sources --protocol tcp -n 0'],
        ['VpcFlowLogsTotalBytesTransferred: the 50 pairs of addresses with most bytes', 'flowlogs top-talkers -n 50'],
        [
          'VpcFlowLogsTotalBytesTransferredPacketLevel: the same by the original addresses of packets',
          'flowlogs top-talkers --packet-level -n 50',
        ],
        ['VpcFlowLogsTrafficFrmSrcAddr: what one address sent', 'flowlogs search --src 10.0.1.10'],
        ['VpcFlowLogsTrafficToDstAddr: what one address was sent', 'flowlogs search --dst 10.0.1.10'],
      ],
    },
  ],
};
