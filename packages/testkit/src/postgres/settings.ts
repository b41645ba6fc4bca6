/** Settings of every embedded server: what commits is durable here too, or figures would lie. */
export function settings(port: number): Record<string, string> {
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
  };
}
