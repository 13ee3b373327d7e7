use insta::assert_snapshot;

use super::{found, silent};

#[test]
fn ranges_of_a_network_are_whole_inside_of_it_and_apart() {
    assert_snapshot!(found("
        variables: { range: { default: 10.0.0.0/24 } }
        azure: { network: { address_prefix: 10.0.0.0/16, host_subnet_prefix: '${var.range}', container_subnet_prefix: 10.0.0.128/25 } }
        environments:
          dev: {}
          prod: { azure: { network: { host_subnet_prefix: 10.9.0.0/24, container_subnet_prefix: null } } }
    "), @"
    bricep.yaml:4:19: error[BRC2003] missing-property: the network has no `container_subnet_prefix` in environment `prod` (add `container_subnet_prefix`, such as `10.0.0.0/20`)
        `{ address_prefix: 10.0.0.0/16, host_subn…` /azure/network
    bricep.yaml:4:111: error[BRC3021] invalid-azure-setting: `container_subnet_prefix` overlaps `host_subnet_prefix` in environment `dev` (give each subnet addresses of its own)
        `10.0.0.128/25` /azure/network/container_subnet_prefix
        bricep.yaml:4:70: the other subnet: `'${var.range}'`
    bricep.yaml:7:51: error[BRC3021] invalid-azure-setting: `host_subnet_prefix` lies outside the network in environment `prod` (take a part of `address_prefix`)
        `10.9.0.0/24` /azure/network/host_subnet_prefix
        bricep.yaml:4:37: the network: `10.0.0.0/16`
    ");
    assert_snapshot!(found("azure: { network: { address_prefix: 10.0.0.0/33, host_subnet_prefix: 10.0.0.1/24, container_subnet_prefix: 10.0.1.0/24 } }"), @"
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: `10.0.0.0/33` is no range of addresses (write its first address and the length of its prefix, such as `10.0.0.0/20`)
        `10.0.0.0/33` /azure/network/address_prefix
    bricep.yaml:3:70: error[BRC3021] invalid-azure-setting: `10.0.0.1/24` is no range of addresses (write its first address and the length of its prefix, such as `10.0.0.0/20`)
        `10.0.0.1/24` /azure/network/host_subnet_prefix
    ");
    silent(&[
        "azure: { network: { address_prefix: 10.0.0.0/16, host_subnet_prefix: 10.0.0.0/24, container_subnet_prefix: 10.0.1.0/24 } }",
    ]);
}

const CLOSED: &str = "workspace: { public_network_access: false }";
const CLUSTERS: &str =
    "address_prefix: 10.0.0.0/16, host_subnet_prefix: 10.0.1.0/24, container_subnet_prefix: 10.0.2.0/24";

#[test]
fn ranges_are_wide_enough_for_what_is_in_them() {
    // Two endpoints of the workspace, one of the vault, two of the lake, one of the provider's account.
    assert_snapshot!(found(&format!("
        azure:
          {CLOSED}
          storage: {{ containers: [bronze] }}
          network: {{ {CLUSTERS}, endpoint_subnet_prefix: 10.0.3.0/29, functions_subnet_prefix: 10.0.4.0/28 }}
    ")), @"
    bricep.yaml:6:138: error[BRC3021] invalid-azure-setting: `endpoint_subnet_prefix` has 3 addresses for 6 private endpoints, since Azure keeps 5 (write a prefix of 28 bits or fewer, such as `10.0.0.0/28`)
        `10.0.3.0/29` /azure/network/endpoint_subnet_prefix
    bricep.yaml:6:176: error[BRC3021] invalid-azure-setting: `functions_subnet_prefix` is smaller than the Functions app takes (write a prefix of 27 bits or fewer, such as `10.0.0.0/27`; the app goes out by up to 27 addresses of it)
        `10.0.4.0/28` /azure/network/functions_subnet_prefix
    ");
    assert_snapshot!(found(&format!("azure: {{ network: {{ {CLUSTERS}, endpoint_subnet_prefix: 10.0.3.0/30 }} }}")), @"
    bricep.yaml:3:145: error[BRC3021] invalid-azure-setting: `endpoint_subnet_prefix` is smaller than Azure takes (write a prefix of 29 bits or fewer, such as `10.0.0.0/29`)
        `10.0.3.0/30` /azure/network/endpoint_subnet_prefix
    ");
    silent(&[
        &format!(
            "azure: {{ {CLOSED}, storage: {{ containers: [bronze] }}, network: {{ {CLUSTERS}, endpoint_subnet_prefix: 10.0.3.0/28, functions_subnet_prefix: 10.0.4.0/27 }} }}"
        ),
        &format!(
            "azure: {{ {CLOSED}, route: direct, network: {{ {CLUSTERS}, endpoint_subnet_prefix: 10.0.3.0/29 }} }}"
        ),
    ]);
}

#[test]
fn a_network_has_a_size_and_addresses_that_networks_may_have() {
    let network = |range: &str| {
        found(&format!("azure: {{ network: {{ address_prefix: {range}, host_subnet_prefix: {range}, container_subnet_prefix: {range} }} }}"))
            .lines()
            .next()
            .map(str::to_owned)
    };
    let ranges = [
        "0.0.0.0/0",
        "10.0.0.0/15",
        "10.0.0.0/25",
        "127.0.0.0/16",
        "168.63.128.0/18",
        "169.254.8.0/24",
        "230.0.0.0/16",
        "0.1.0.0/16",
        "255.255.255.0/24",
    ];
    let found: Vec<String> = ranges.into_iter().filter_map(network).collect();
    assert_snapshot!(found.join("\n"), @"
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: Databricks takes no network with a prefix of 0 bits (write a prefix of 16 to 24 bits, such as `10.0.0.0/20`)
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: Databricks takes no network with a prefix of 15 bits (write a prefix of 16 to 24 bits, such as `10.0.0.0/20`)
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: Databricks takes no network with a prefix of 25 bits (write a prefix of 16 to 24 bits, such as `10.0.0.0/20`)
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: `127.0.0.0/16` holds addresses of `127.0.0.0/8`, which is for a machine's own addresses (take a range that is private, such as `10.0.0.0/20`)
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: `168.63.128.0/18` holds addresses of `168.63.129.16/32`, which is for an address of Azure (take a range that is private, such as `10.0.0.0/20`)
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: `169.254.8.0/24` holds addresses of `169.254.0.0/16`, which is for link-local addresses (take a range that is private, such as `10.0.0.0/20`)
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: `230.0.0.0/16` holds addresses of `224.0.0.0/4`, which is for multicast (take a range that is private, such as `10.0.0.0/20`)
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: `0.1.0.0/16` holds addresses of `0.0.0.0/8`, which is for addresses of nobody (take a range that is private, such as `10.0.0.0/20`)
    bricep.yaml:3:37: error[BRC3021] invalid-azure-setting: `255.255.255.0/24` holds addresses of `255.255.255.255/32`, which is for broadcast (take a range that is private, such as `10.0.0.0/20`)
    ");
    for range in ["10.0.0.0/16", "10.0.0.0/24", "172.16.0.0/20", "100.64.0.0/16"] {
        assert!(network(range).unwrap().contains("overlaps"), "{range}");
    }
}

const SUBSCRIPTIONS: [&str; 2] =
    ["3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d02", "0d9c2a44-5a0f-4c53-9f7d-7b1f7f0c3a10"];

/// A network that exists, with its subnets in order.
fn existing(subscription: &str, network: &str, [host, container, endpoint, functions]: [&str; 4]) -> String {
    format!(
        "network: {{ existing: {{ resource_id: /subscriptions/{subscription}/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/{network}, \
         host_subnet: {host}, container_subnet: {container}, endpoint_subnet: {endpoint}, functions_subnet: {functions} }} }}"
    )
}

fn workspace(subscription: &str, name: &str) -> String {
    format!(
        "workspace: {{ public_network_access: false, existing: {{ resource_id: /subscriptions/{subscription}/resourceGroups/g/providers/Microsoft.Databricks/workspaces/{name} }} }}"
    )
}

#[test]
fn workspaces_share_no_subnets() {
    let network = |network, subnets| existing("s", network, subnets);
    let two = |dev: &str, prod: &str| {
        format!(
            "azure: {{}}\nenvironments:\n  dev: {{ azure: {{ {dev} }} }}\n  prod: {{ azure: {{ {prod} }} }}"
        )
    };
    // All environments have one network.
    let shared = network("v", ["h", "c", "e", "f"]);
    assert_snapshot!(found(&format!("azure: {{ {shared} }}\nenvironments: {{ dev: , prod: }}")), @"
    bricep.yaml:3:140: error[BRC3021] invalid-azure-setting: `host_subnet` takes a subnet that is `host_subnet` of `dev`, in environment `prod` (give each workspace subnets of its own)
        `h` /azure/network/existing/host_subnet
        bricep.yaml:4:17: `dev` has it: `dev`
    bricep.yaml:3:161: error[BRC3021] invalid-azure-setting: `container_subnet` takes a subnet that is `container_subnet` of `dev`, in environment `prod` (give each workspace subnets of its own)
        `c` /azure/network/existing/container_subnet
        bricep.yaml:4:17: `dev` has it: `dev`
    ");
    // Another network of the same name in another case, and a subnet that is something else here.
    let crossed = found(&two(&shared, &network("V", ["H", "x", "e", "C"])));
    assert_snapshot!(crossed, @"
    bricep.yaml:6:150: error[BRC3021] invalid-azure-setting: `host_subnet` takes a subnet that is `host_subnet` of `dev`, in environment `prod` (give each workspace subnets of its own)
        `H` /azure/network/existing/host_subnet
        bricep.yaml:5:149: `dev` has it: `h`
    bricep.yaml:6:212: error[BRC3021] invalid-azure-setting: `functions_subnet` takes a subnet that is `container_subnet` of `dev`, in environment `prod` (give each workspace subnets of its own)
        `C` /azure/network/existing/functions_subnet
        bricep.yaml:5:170: `dev` has it: `c`
    ");
    let one = |subnets| format!("{}, {}", workspace("s", "w"), network("v", subnets));
    silent(&[
        &two(&shared, &network("v", ["h2", "c2", "e", "f"])),
        &two(&shared, &network("other", ["h", "c", "e", "f"])),
        &two(&one(["h", "c", "e", "f"]), &one(["h", "c", "e", "f"])),
        &format!(
            "azure: {{ {} }}\nenvironments: {{ dev: , prod: }}",
            network("v", ["'h-${environment}'", "'c-${environment}'", "e", "f"])
        ),
    ]);
    let other = format!("{}, {}", workspace("s", "w2"), network("v", ["h", "c", "e", "f"]));
    assert!(
        found(&two(&one(["h", "c", "e", "f"]), &other))
            .contains("`host_subnet` takes a subnet that is `host_subnet` of `dev`")
    );
}

#[test]
fn a_network_is_in_the_subscription_of_its_workspace() {
    let [own, other] = SUBSCRIPTIONS;
    let network = existing(other, "v", ["h", "c", "e", "f"]);
    assert_snapshot!(found(&format!("azure: {{ subscription_id: {own}, {network} }}")), @"
    bricep.yaml:3:101: error[BRC3021] invalid-azure-setting: the network is in another subscription than the workspace (give a network of the workspace's subscription, which may be peered with another)
        `/subscriptions/0d9c2a44-5a0f-4c53-9f7d-7…` /azure/network/existing/resource_id
        bricep.yaml:3:27: the subscription of the workspace: `3b1f6a52-7f0e-4a43-8d0c-5a8f3b6c1d02`
    ");
    silent(&[
        &format!("azure: {{ {network} }}"),
        &format!("azure: {{ subscription_id: {}, {network} }}", other.to_uppercase()),
        // It is in a network already; this one holds the Functions app alone.
        &format!("azure: {{ subscription_id: {own}, {}, {network} }}", workspace(own, "w")),
    ]);
}

#[test]
fn the_functions_app_joins_no_subnet_with_an_underscore() {
    let network = existing("s", "v", ["h_1", "c_1", "e_1", "f_1"]);
    assert_snapshot!(found(&format!("azure: {{ {network} }}")), @"
    bricep.yaml:3:208: error[BRC3021] invalid-azure-setting: the Functions app cannot join `f_1`: its plan takes no `_` in the name of a subnet (give it a subnet whose name has letters, digits, `-` and `.` alone)
        `f_1` /azure/network/existing/functions_subnet
    ");
}
