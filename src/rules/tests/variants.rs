use insta::assert_snapshot;

use super::{found, silent};

/// A cluster of this runtime and size, with this in it.
fn of(version: &str, size: &str, body: &str) -> String {
    format!(
        "resources:\n  clusters:\n    etl: {{ spark_version: {version}, node_type_id: {size}, num_workers: 2{body} }}"
    )
}

/// The same from a pool of this size.
fn from_pool(version: &str, size: &str) -> String {
    format!(
        "resources:\n  instance_pools: {{ shared: {{ instance_pool_name: shared, node_type_id: {size} }} }}\n  clusters:\n    etl: {{ spark_version: {version}, instance_pool_id: '${{resources.instance_pools.shared.id}}', num_workers: 2 }}"
    )
}

const CPU: &str = "Standard_D4ds_v5";
const GPU: &str = "Standard_NC4as_T4_v3";
const STANDARD: &str = "16.4.x-scala2.12";
const CPU_ML: &str = "16.4.x-cpu-ml-scala2.12";
const GPU_ML: &str = "16.4.x-gpu-ml-scala2.12";

#[test]
fn gpu_runtime_without_gpu() {
    let code = "BRC4027";
    assert_snapshot!(found(code, &of(GPU_ML, CPU, "")), @"
    5:27 `16.4.x-gpu-ml-scala2.12` the cluster `etl` has a runtime for GPUs, and `Standard_D4ds_v5` has none
        /resources/clusters/etl/spark_version: write `16.4.x-cpu-ml-scala2.12`, or take a size with a GPU, such as `Standard_NC4as_T4_v3`
    ");
    assert_snapshot!(found(code, &from_pool(GPU_ML, CPU)), @"
    6:27 `16.4.x-gpu-ml-scala2.12` the cluster `etl` has a runtime for GPUs, and `Standard_D4ds_v5` has none
        /resources/clusters/etl/spark_version: write `16.4.x-cpu-ml-scala2.12`, or take a size with a GPU, such as `Standard_NC4as_T4_v3`
    ");
    silent(
        code,
        &[
            &of(GPU_ML, GPU, ""),
            &from_pool(GPU_ML, GPU),
            &of(CPU_ML, CPU, ""),
            &of(GPU_ML, "Standard_M8ms", ""),
            &format!("variables: {{ size: {{ type: string }} }}\n{}", of(GPU_ML, "'${var.size}'", "")),
        ],
    );
}

#[test]
fn gpu_without_gpu_runtime() {
    let code = "BRC4028";
    assert_snapshot!(found(code, &of(STANDARD, GPU, "")), @"
    5:27 `16.4.x-scala2.12` the cluster `etl` runs on `Standard_NC4as_T4_v3`, whose GPUs its runtime does not use
        /resources/clusters/etl/spark_version: write `16.4.x-gpu-ml-scala2.12`, or take a size without GPUs
    ");
    assert_snapshot!(found(code, &from_pool(CPU_ML, GPU)), @"
    6:27 `16.4.x-cpu-ml-scala2.12` the cluster `etl` runs on `Standard_NC4as_T4_v3`, whose GPUs its runtime does not use
        /resources/clusters/etl/spark_version: write `16.4.x-gpu-ml-scala2.12`, or take a size without GPUs
    ");
    silent(
        code,
        &[
            &of(GPU_ML, GPU, ""),
            &of(STANDARD, CPU, ""),
            &of(STANDARD, GPU, ", kind: CLASSIC_PREVIEW, use_ml_runtime: true"),
            &of(STANDARD, GPU, ", docker_image: { url: contoso.azurecr.io/etl:1.4 }"),
            &of("auto:latest-lts", GPU, ""),
        ],
    );
}

#[test]
fn photon_not_offered() {
    let code = "BRC4029";
    let photon = ", runtime_engine: PHOTON";
    assert_snapshot!(found(code, &of(GPU_ML, GPU, photon)), @"
    5:120 `PHOTON` the cluster `etl` runs on GPUs, for which there is no Photon
        /resources/clusters/etl/runtime_engine: write `runtime_engine: STANDARD`
    ");
    assert_snapshot!(found(code, &of(STANDARD, GPU, photon)), @"
    5:113 `PHOTON` the cluster `etl` runs on GPUs, for which there is no Photon
        /resources/clusters/etl/runtime_engine: write `runtime_engine: STANDARD`
    ");
    assert_snapshot!(found(code, &of("14.3.x-cpu-ml-scala2.12", CPU, photon)), @"
    5:116 `PHOTON` the cluster `etl` has a runtime for machine learning from before 15.2, the first with Photon
        /resources/clusters/etl/runtime_engine: write `runtime_engine: STANDARD`
    ");
    silent(
        code,
        &[
            &of(STANDARD, CPU, photon),
            &of(CPU_ML, CPU, photon),
            &of("14.3.x-scala2.12", CPU, photon),
            &of(GPU_ML, GPU, ", runtime_engine: STANDARD"),
            &of(GPU_ML, GPU, ""),
        ],
    );
}

/// What the catalogue of a workspace says of its VMs counts.
#[test]
fn abilities_of_a_workspace() {
    let of = |version: &str, size: &str, body: &str| {
        format!("validate: {{ catalogue: ./catalogue.json }}\n{}", of(version, size, body))
    };
    let photon = ", runtime_engine: PHOTON";
    assert_snapshot!(found("BRC4029", &of("17.3.x-scala2.13", "Standard_F4s", photon)), @"
    6:105 `PHOTON` the cluster `etl` runs on `Standard_F4s`, for which there is no Photon
        /resources/clusters/etl/runtime_engine: write `runtime_engine: STANDARD`
    ");
    assert_snapshot!(
        found("BRC4029", &of("17.3.x-scala2.13", CPU, &format!("{photon}, driver_node_type_id: Standard_F4s"))),
        @"
    6:109 `PHOTON` the cluster `etl` runs on `Standard_F4s`, for which there is no Photon
        /resources/clusters/etl/runtime_engine: write `runtime_engine: STANDARD`
    "
    );
    assert_snapshot!(found("BRC4028", &of("17.3.x-scala2.13", "Standard_X4", "")), @"
    6:27 `17.3.x-scala2.13` the cluster `etl` runs on `Standard_X4`, whose GPUs its runtime does not use
        /resources/clusters/etl/spark_version: write `17.3.x-gpu-ml-scala2.13`, or take a size without GPUs
    ");
    silent("BRC4029", &[&of("17.3.x-scala2.13", CPU, photon)]);
    silent("BRC4027", &[&of(GPU_ML, "Standard_X4", "")]);
}

#[test]
fn photon_in_runtime_key() {
    let code = "BRC4030";
    assert_snapshot!(found(code, &of("16.4.x-photon-scala2.12", CPU, "")), @"
    5:27 `16.4.x-photon-scala2.12` `16.4.x-photon-scala2.12` names Photon, which keys of newer runtimes do no more
        /resources/clusters/etl/spark_version: write `16.4.x-scala2.12`, and add `runtime_engine: PHOTON`
    ");
    assert_snapshot!(found(code, &of("16.4.x-photon-scala2.12", CPU, ", runtime_engine: PHOTON")), @"
    5:27 `16.4.x-photon-scala2.12` `16.4.x-photon-scala2.12` names Photon beside `runtime_engine`, and the two do not go together
        /resources/clusters/etl/spark_version: write `16.4.x-scala2.12`
        5:100 the engine is chosen here
    ");
    silent(code, &[&of(STANDARD, CPU, ", runtime_engine: PHOTON"), &of("custom:photon", CPU, "")]);
}

#[test]
fn ml_runtime_in_standard_mode() {
    let code = "BRC4046";
    assert_snapshot!(found(code, &of(CPU_ML, CPU, ", data_security_mode: USER_ISOLATION")), @"
    5:120 `USER_ISOLATION` the cluster `etl` has a runtime for machine learning, which the standard access mode does not offer
        /resources/clusters/etl/data_security_mode: write `data_security_mode: SINGLE_USER`, with a user or group in `single_user_name`
        5:27 for machine learning by this
    ");
    assert_snapshot!(
        found(code, &of(STANDARD, CPU, ", kind: CLASSIC_PREVIEW, use_ml_runtime: true, data_security_mode: DATA_SECURITY_MODE_STANDARD")),
        @"
    5:158 `DATA_SECURITY_MODE_STANDARD` the cluster `etl` has a runtime for machine learning, which the standard access mode does not offer
        /resources/clusters/etl/data_security_mode: write `data_security_mode: SINGLE_USER`, with a user or group in `single_user_name`
        5:27 for machine learning by this
    "
    );
    silent(
        code,
        &[
            &of(CPU_ML, CPU, ", data_security_mode: SINGLE_USER, single_user_name: ada@contoso.com"),
            &of(STANDARD, CPU, ", data_security_mode: USER_ISOLATION"),
            &of("17.3.x-cpu-ml-scala2.13", CPU, ", data_security_mode: USER_ISOLATION"),
            &of(CPU_ML, CPU, ""),
        ],
    );
}

#[test]
fn docker_image_with_ml_runtime() {
    let code = "BRC4049";
    let image = ", docker_image: { url: contoso.azurecr.io/etl:1.4 }";
    assert_snapshot!(found(code, &of(CPU_ML, CPU, image)), @"
    5:100 `docker_image` the cluster `etl` has a container image, which runtimes for machine learning do not take
        /resources/clusters/etl/docker_image: take the standard runtime, and put the libraries into the image
        5:27 for machine learning by this
    ");
    assert_snapshot!(found(code, &of(STANDARD, CPU, &format!("{image}, kind: CLASSIC_PREVIEW, use_ml_runtime: true"))), @"
    5:93 `docker_image` the cluster `etl` has a container image, which runtimes for machine learning do not take
        /resources/clusters/etl/docker_image: take the standard runtime, and put the libraries into the image
        5:167 for machine learning by this
    ");
    silent(code, &[&of(STANDARD, CPU, image), &of(CPU_ML, CPU, ""), &of("auto:latest-lts", CPU, image)]);
}
