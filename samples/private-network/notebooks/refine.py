# Databricks notebook source
# Refines what arrived in the raw container.
raw = dbutils.widgets.get("raw")
curated = dbutils.widgets.get("curated")

orders = spark.read.json(f"{raw}orders")
orders.dropDuplicates(["order_id"]).write.mode("overwrite").format("delta").save(f"{curated}orders")
