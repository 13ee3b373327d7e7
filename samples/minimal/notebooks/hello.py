# Databricks notebook source
print(f"Hello from Spark {spark.version}: {spark.range(1000).count()} rows counted")
