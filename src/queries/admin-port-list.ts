/**
 * Ports by which machines, databases and clusters are run, and which have no business on the internet. Their names are
 * those of port.ts. The one place to add to.
 */
export const adminPorts = {
  /** Shells, desktops, file shares, management. */
  tcp: [
    22, 23, 111, 135, 139, 389, 445, 512, 513, 514, 873, 902, 1099, 2049, 3260, 3389, 4505, 4506, 5555, 5631, 5900,
    5938, 5985, 5986, 6000, 8291, 8728, 10000,
    // Databases, caches, queues.
    1433, 1521, 2484, 3306, 5432, 5439, 5984, 6379, 7000, 7199, 7474, 7687, 8086, 8123, 9042, 9092, 9160, 9200, 9300,
    11211, 15672, 26379, 27017, 27018, 27019, 28015,
    // Containers, clusters, secrets, consoles.
    2181, 2375, 2376, 2377, 2379, 2380, 4646, 5601, 6443, 7077, 8200, 8300, 8500, 10250, 10255,
  ],
  udp: [111, 161, 389, 623, 1434, 2049, 3389, 11211],
} as const;
