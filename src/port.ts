/**
 * Names of well-known ports, for people who read them.
 *
 * Mostly IANA's "Service Name and Transport Protocol Port Number Registry"; where operators know a port by another name
 * (`rdp` for ms-wbt-server, `redis`, `kubernetes`), by that. Ports from 32768 on are left out: there most are the client's.
 */
const services = new Map(
  `
  7 echo, 9 discard, 13 daytime, 17 qotd, 19 chargen, 20 ftp-data, 21 ftp, 22 ssh, 23 telnet, 25 smtp, 37 time,
  43 whois, 49 tacacs, 53 domain, 67 bootps, 68 bootpc, 69 tftp, 70 gopher, 79 finger, 80 http, 88 kerberos,
  102 iso-tsap, 109 pop2, 110 pop3, 111 sunrpc, 113 auth, 119 nntp, 123 ntp, 135 msrpc, 137 netbios-ns,
  138 netbios-dgm, 139 netbios-ssn, 143 imap, 161 snmp, 162 snmptrap, 177 xdmcp, 179 bgp, 194 irc, 319 ptp-event,
  320 ptp-general, 389 ldap, 427 svrloc, 443 https, 445 microsoft-ds, 464 kpasswd, 465 submissions, 500 isakmp,
  502 modbus, 512 exec, 513 login, 514 syslog, 515 printer, 520 rip, 521 ripng, 540 uucp, 543 klogin, 544 kshell,
  546 dhcpv6-client, 547 dhcpv6-server, 548 afp, 554 rtsp, 563 nntps, 587 submission, 593 msrpc-http, 623 ipmi,
  631 ipp, 636 ldaps, 639 msdp, 646 ldp, 749 kerberos-adm, 830 netconf-ssh, 853 domain-s, 860 iscsi, 873 rsync,
  902 vmware-auth, 988 lustre, 989 ftps-data, 990 ftps, 992 telnets, 993 imaps, 995 pop3s, 1080 socks, 1099 rmi,
  1194 openvpn, 1352 lotus-notes, 1433 ms-sql-s, 1434 ms-sql-m, 1521 oracle, 1645 radius-old, 1646 radacct-old,
  1701 l2tp, 1720 h323, 1723 pptp, 1812 radius, 1813 radius-acct, 1883 mqtt, 1900 ssdp, 2049 nfs, 2083 cpanel,
  2123 gtp-c, 2152 gtp-u, 2181 zookeeper, 2375 docker, 2376 docker-tls, 2377 docker-swarm, 2379 etcd-client,
  2380 etcd-server, 2404 iec-104, 2484 oracle-tls, 3128 squid, 3260 iscsi-target, 3268 msft-gc, 3269 msft-gc-ssl,
  3306 mysql, 3389 rdp, 3478 stun, 3632 distcc, 3690 svn, 3784 bfd-control, 4190 sieve, 4369 epmd, 4500 ipsec-nat-t,
  4505 salt-publish, 4506 salt-request, 4646 nomad, 4789 vxlan, 5044 beats, 5060 sip, 5061 sips, 5222 xmpp-client,
  5269 xmpp-server, 5351 nat-pmp, 5353 mdns, 5355 llmnr, 5432 postgres, 5439 redshift, 5555 adb, 5601 kibana,
  5631 pcanywhere, 5666 nrpe, 5671 amqps, 5672 amqp, 5683 coap, 5701 hazelcast, 5900 vnc, 5938 teamviewer,
  5984 couchdb, 5985 winrm, 5986 winrm-tls, 6000 x11, 6081 geneve, 6379 redis, 6443 kubernetes, 6514 syslog-tls,
  6653 openflow, 6667 ircd, 6697 ircs, 6881 bittorrent, 7000 cassandra, 7001 weblogic, 7077 spark,
  7199 cassandra-jmx, 7474 neo4j, 7547 cwmp, 7687 bolt, 7946 swarm-gossip, 8000 http-alt, 8008 http-alt, 8009 ajp13,
  8080 http-alt, 8086 influxdb, 8089 splunkd, 8111 dax, 8123 clickhouse, 8125 statsd, 8140 puppet, 8182 neptune,
  8200 vault, 8291 winbox, 8300 consul-rpc, 8301 consul-lan, 8302 consul-wan, 8333 bitcoin, 8443 https-alt,
  8472 vxlan-linux, 8500 consul, 8545 ethereum-rpc, 8600 consul-dns, 8649 ganglia, 8728 mikrotik-api, 8834 nessus,
  8883 mqtts, 8888 http-alt, 9042 cassandra-cql, 9090 prometheus, 9092 kafka, 9093 alertmanager, 9094 kafka-tls,
  9096 kafka-scram, 9098 kafka-iam, 9100 jetdirect, 9142 keyspaces, 9160 cassandra-thrift, 9200 elasticsearch,
  9300 elasticsearch-nodes, 9418 git, 10000 webmin, 10050 zabbix-agent, 10051 zabbix-server, 10250 kubelet,
  10255 kubelet-ro, 10256 kube-proxy, 11211 memcached, 15672 rabbitmq, 16379 redis-bus, 17500 dropbox,
  18080 spark-history, 25565 minecraft, 26379 redis-sentinel, 27015 steam, 27017 mongodb, 27018 mongodb-shard,
  27019 mongodb-config, 28015 rethinkdb, 30303 ethereum
`
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .map(([port, name]) => [Number(port), name ?? ''] as const),
);

/** The name of the service that usually listens on the port, e.g. `https` for 443; undefined if there is none. */
export function portName(port: number): string | undefined {
  return services.get(port);
}

/** The ports that have a name, in order. */
export const portNumbers: readonly number[] = [...services.keys()].sort((a, b) => a - b);
